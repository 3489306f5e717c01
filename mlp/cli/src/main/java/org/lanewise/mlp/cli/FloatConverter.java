package org.lanewise.mlp.cli;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A finite number, refused where a float would make it infinite, or 0 though it is not. */
final class FloatConverter implements ITypeConverter<Float> {
    @Override
    public Float convert(String text) {
        BigDecimal exact;
        try {
            exact = new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            throw new TypeConversionException("'" + text + "' (expected: a number)");
        }
        float value = exact.floatValue();
        if (Float.isInfinite(value) || value == 0 && exact.signum() != 0) {
            throw new TypeConversionException("'" + text + "' (expected: a number that a float holds, 0 or from "
                    + Float.MIN_VALUE + " to " + Float.MAX_VALUE + " in magnitude)");
        }
        return value;
    }
}
