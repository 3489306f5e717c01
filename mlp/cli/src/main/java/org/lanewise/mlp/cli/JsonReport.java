package org.lanewise.mlp.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a command found, as data: names and values in the order in which they were put, in a JSON file. */
final class JsonReport {
    private static final JSON FORMAT =
            JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * Adds a value: text, a number, a list, an array, a map or null. JSON has no NaN nor infinity, so null stands for
     * them.
     */
    JsonReport put(String name, Object value) {
        boolean representable = !(value instanceof Double number) || Double.isFinite(number);
        values.put(name, representable ? value : null);
        return this;
    }

    /** The values so far, live. */
    Map<String, Object> values() {
        return values;
    }

    /** Writes the file, with the age of the process at that moment. */
    void write(OutputFile file) throws IOException {
        put("processSeconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
        String text = FORMAT.asString(values);
        file.write(writer -> writer.write(text + "\n"));
    }
}
