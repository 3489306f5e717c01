package org.lanewise.verification.faults;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A deliberate defect: in a file of the library, one piece of code takes the place of another, and a named test must
 * notice.
 *
 * @param name what is wrong
 * @param file the file, from the project's root
 * @param old the piece of code, which the file must hold exactly once; any white space matches any other
 * @param replacement what takes its place
 * @param test the class, and after a # perhaps the method, of the test that must fail; without a dot, of the package
 *     org.lanewise.verification
 * @param survives why no test can fail, or null
 */
record Fault(String name, String file, String old, String replacement, String test, String survives) {
    Fault(String name, String file, String old, String replacement, String test) {
        this(name, file, old, replacement, test, null);
    }

    /** The file's text with the defect. */
    String applyTo(String source) {
        StringBuilder pattern = new StringBuilder();
        for (String word : old.strip().split("\\s+")) {
            pattern.append(pattern.isEmpty() ? "" : "\\s+").append(Pattern.quote(word));
        }
        Matcher matcher = Pattern.compile(pattern.toString()).matcher(source);
        if (!matcher.find()) {
            throw new AssertionError(name + ": " + file + " no longer holds: " + old);
        }
        String faulty = source.substring(0, matcher.start()) + replacement + source.substring(matcher.end());
        if (matcher.find()) {
            throw new AssertionError(name + ": " + file + " holds more than once: " + old);
        }
        return faulty;
    }

    /** The simple name of the file's class. */
    String className() {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length());
    }

    /** The full name of the test's class. */
    String testClass() {
        String name = test.contains("#") ? test.substring(0, test.indexOf('#')) : test;
        return name.contains(".") ? name : "org.lanewise.verification." + name;
    }

    /** The test's method, or null for all of the class. */
    String testMethod() {
        return test.contains("#") ? test.substring(test.indexOf('#') + 1) : null;
    }
}
