package org.lanewise.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The least number of cases that a property must check, where that is not the number of its tries: as assumptions
 * discard some, or as there are no more. {@link CaseCounts} holds it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LeastCases {
    /** How many. */
    int value();
}
