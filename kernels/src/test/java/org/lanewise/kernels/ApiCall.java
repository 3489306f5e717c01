package org.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;

/** A call of a public kernel with arguments that can be replaced by name, to see how it takes bad ones. */
record ApiCall(Method method, List<String> names, Object[] arguments) {
    /** A call of the one method with this name and number of parameters. */
    static ApiCall of(Class<?> owner, String name, Object... arguments) {
        for (Method method : owner.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                List<String> names = Arrays.stream(method.getParameters())
                        .map(Parameter::getName)
                        .toList();
                return new ApiCall(method, names, arguments);
            }
        }
        throw new IllegalArgumentException("no such method: " + name);
    }

    /** The call with another argument. */
    ApiCall with(String name, Object value) {
        Object[] changed = arguments.clone();
        changed[index(name)] = value;
        return new ApiCall(method, names, changed);
    }

    /** The type of a parameter. */
    Class<?> type(String name) {
        return method.getParameterTypes()[index(name)];
    }

    /** An argument. */
    Object argument(String name) {
        return arguments[index(name)];
    }

    /** Requires that the call succeeds. */
    Object succeeds() {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(this + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Requires that the call fails with this message, before anything is written. */
    void fails(Class<? extends RuntimeException> type, String message) {
        Object[] before = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            before[i] = arguments[i] instanceof float[] array ? array.clone() : null;
        }
        InvocationTargetException thrown =
                assertThrows(InvocationTargetException.class, () -> method.invoke(null, arguments), toString());
        Throwable cause = thrown.getCause();
        assertEquals(type, cause.getClass(), () -> this + ": " + cause);
        assertEquals(message, cause.getMessage(), this::toString);
        for (int i = 0; i < arguments.length; i++) {
            if (before[i] != null) {
                assertArrayEquals((float[]) before[i], (float[]) arguments[i], this + ": " + names.get(i));
            }
        }
    }

    private int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(name + " (expected: one of " + names + ")");
        }
        return index;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(method.getDeclaringClass().getSimpleName())
                .append('.')
                .append(method.getName())
                .append('(');
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            text.append(i == 0 ? "" : ", ").append(names.get(i)).append('=');
            text.append(argument instanceof float[] array ? "float[" + array.length + "]" : argument);
        }
        return text.append(')').toString();
    }
}
