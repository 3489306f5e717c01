package org.lanewise.mlp.cli;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
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

    /** With each value by its name, in this order. */
    Choice(List<T> values, Function<T, String> name) {
        this(named(values, name));
    }

    /** Each value by its name, in this order; names can be added. */
    static <T> Map<String, T> named(List<T> values, Function<T, String> name) {
        Map<String, T> named = new LinkedHashMap<>();
        values.forEach(value -> named.put(name.apply(value), value));
        return named;
    }

    /** The name of a constant on the command line: {@code PRELU_SHARED} is {@code prelu-shared}. */
    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
