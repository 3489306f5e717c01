package org.lanewise.mlp.cli;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An option with a few named values; picocli asks a subclass for the value and, in the help, for the names.
 *
 * @param <T> the type of the values
 */
abstract class Choice<T> implements ITypeConverter<T>, Iterable<String> {
    private final Map<String, T> values;

    /** With the values by name, in lower case, in the order of the help. */
    Choice(Map<String, T> values) {
        this.values = values;
    }

    @Override
    public final T convert(String name) {
        T value = values.get(name.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new TypeConversionException("'" + name + "' (expected: " + String.join(", ", values.keySet()) + ")");
        }
        return value;
    }

    @Override
    public final Iterator<String> iterator() {
        return values.keySet().iterator();
    }
}
