package org.lanewise.mlp.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A path that is not empty: Java takes the empty one for the working directory, which nobody means by it. */
final class PathConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException refused) {
            throw new TypeConversionException("'" + text + "' (expected: a path: " + refused.getReason() + ")");
        }
        throw new TypeConversionException("'' (expected: a path)");
    }
}
