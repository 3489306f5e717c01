package org.lanewise.mlp.data;

/**
 * How people write the ten digits: for each digit a few styles, for each style its strokes, for each stroke the points
 * that the pen passes.
 *
 * <p>A stroke is {@code x0, y0, x1, y1, …} in a box where x goes right and y down, each from 0 to 1 (the box is taller
 * than wide when it is drawn). The pen goes through the points smoothly; a point given twice is a corner.
 */
final class DigitShapes {
    // formatter:off
    private static final float[][][][] STYLES = {
        { // 0: an oval from the top; begun at the upper right and overshot; narrow
            {{.52f, .00f, .15f, .14f, .00f, .50f, .15f, .87f, .50f, 1.0f, .86f, .86f, 1.0f, .50f, .86f, .13f, .50f, .00f}},
            {{.72f, .08f, .40f, .02f, .08f, .25f, .02f, .60f, .22f, .95f, .58f, .98f, .92f, .72f, .97f, .35f, .74f, .08f, .48f, .10f}},
            {{.50f, .00f, .24f, .20f, .18f, .52f, .26f, .85f, .50f, 1.0f, .76f, .84f, .82f, .50f, .74f, .18f, .48f, .00f}},
        },
        { // 1: a bar; a bar with an upstroke; with upstroke and foot
            {{.50f, .00f, .50f, .33f, .50f, .66f, .50f, 1.0f}},
            {{.50f, .00f, .50f, .33f, .50f, .66f, .50f, 1.0f}},
            {{.20f, .24f, .38f, .15f, .56f, .00f, .56f, .00f, .55f, .35f, .54f, .68f, .54f, 1.0f}},
            {{.22f, .22f, .40f, .13f, .54f, .00f, .54f, .00f, .53f, .50f, .53f, 1.0f}, {.22f, 1.0f, .53f, .99f, .84f, 1.0f}},
        },
        { // 2: with a straight foot; with a loop at the foot; round and flat
            {{.06f, .24f, .22f, .05f, .52f, .00f, .84f, .12f, .86f, .36f, .58f, .66f, .04f, 1.0f, .04f, 1.0f, .50f, .98f, .98f, .99f}},
            {{.08f, .20f, .34f, .01f, .70f, .04f, .84f, .26f, .66f, .58f, .30f, .90f, .10f, .96f, .08f, .82f, .28f, .80f, .58f, .94f, .98f, .92f}},
            {{.04f, .14f, .40f, .00f, .78f, .08f, .82f, .34f, .46f, .70f, .02f, .95f, .02f, .95f, .44f, .93f, .94f, 1.0f}},
        },
        { // 3: two bows; with a flat top and a corner; bows that meet far in
            {{.10f, .13f, .38f, .00f, .74f, .05f, .84f, .24f, .66f, .42f, .36f, .47f, .36f, .47f, .74f, .52f, .92f, .72f, .72f, .94f, .38f, 1.0f, .06f, .88f}},
            {{.08f, .02f, .46f, .02f, .86f, .02f, .86f, .02f, .62f, .22f, .40f, .42f, .40f, .42f, .76f, .46f, .92f, .68f, .76f, .92f, .40f, 1.0f, .06f, .90f}},
            {{.12f, .10f, .46f, .00f, .80f, .14f, .72f, .34f, .30f, .46f, .30f, .48f, .76f, .58f, .84f, .80f, .56f, .98f, .10f, .94f}},
        },
        { // 4: open, in two strokes; closed, in one; closed and angular with the bar far down
            {{.18f, .04f, .10f, .32f, .06f, .56f, .06f, .56f, .46f, .58f, .96f, .53f}, {.74f, .02f, .70f, .36f, .68f, .70f, .66f, 1.0f}},
            {{.72f, .00f, .42f, .30f, .04f, .64f, .04f, .64f, .50f, .65f, .98f, .63f}, {.72f, .00f, .71f, .34f, .70f, .68f, .68f, 1.0f}},
            {{.14f, .06f, .06f, .34f, .16f, .50f, .48f, .50f, .80f, .40f}, {.84f, .00f, .82f, .34f, .78f, .68f, .74f, 1.0f}},
        },
        { // 5: belly, then the bar; in one go from the right; rounded like an S
            {{.20f, .04f, .16f, .24f, .13f, .44f, .13f, .44f, .48f, .38f, .84f, .52f, .86f, .78f, .58f, .98f, .08f, .93f}, {.20f, .04f, .52f, .04f, .90f, .01f}},
            {{.88f, .02f, .54f, .03f, .20f, .04f, .20f, .04f, .17f, .24f, .14f, .43f, .14f, .43f, .54f, .40f, .88f, .60f, .80f, .88f, .44f, 1.0f, .06f, .90f}},
            {{.90f, .03f, .54f, .02f, .24f, .16f, .22f, .38f, .56f, .50f, .82f, .68f, .70f, .93f, .36f, 1.0f, .06f, .92f}},
        },
        { // 6: a bow into a round belly; a straight stem; a small belly
            {{.76f, .03f, .42f, .14f, .13f, .46f, .06f, .76f, .28f, .98f, .64f, .98f, .90f, .78f, .74f, .56f, .42f, .54f, .10f, .74f}},
            {{.58f, .00f, .34f, .28f, .14f, .58f, .12f, .86f, .40f, 1.0f, .74f, .92f, .82f, .70f, .58f, .56f, .30f, .62f, .14f, .80f}},
            {{.66f, .00f, .32f, .18f, .10f, .52f, .10f, .86f, .40f, 1.0f, .72f, .90f, .72f, .70f, .44f, .64f, .14f, .82f}},
        },
        { // 7: plain; with a bar through the stem; with a serif and a bent stem
            {{.04f, .04f, .46f, .04f, .92f, .02f, .92f, .02f, .74f, .34f, .56f, .66f, .40f, 1.0f}},
            {{.06f, .05f, .48f, .05f, .92f, .03f, .92f, .03f, .74f, .34f, .58f, .66f, .44f, 1.0f}, {.32f, .50f, .60f, .48f, .88f, .47f}},
            {{.06f, .20f, .08f, .06f, .08f, .06f, .48f, .08f, .94f, .02f, .94f, .02f, .66f, .30f, .48f, .62f, .44f, 1.0f}},
        },
        { // 8: in one stroke from the upper right; two rings; an 8 that does not quite close
            {{.76f, .12f, .46f, .00f, .18f, .14f, .24f, .36f, .56f, .52f, .86f, .72f, .78f, .94f, .44f, 1.0f, .12f, .88f, .18f, .66f, .52f, .48f, .80f, .30f, .74f, .10f}},
            {{.50f, .00f, .22f, .10f, .22f, .34f, .50f, .46f, .78f, .34f, .78f, .10f, .50f, .00f}, {.50f, .46f, .14f, .60f, .14f, .88f, .50f, 1.0f, .86f, .88f, .86f, .60f, .50f, .46f}},
            {{.88f, .10f, .56f, .00f, .22f, .10f, .26f, .34f, .58f, .54f, .78f, .78f, .58f, .98f, .28f, .96f, .18f, .76f, .46f, .52f, .78f, .28f, .92f, .14f}},
        },
        { // 9: a ring and a straight stem; a ring and a bow; a ring and a curl
            {{.82f, .14f, .50f, .00f, .16f, .14f, .14f, .40f, .44f, .52f, .76f, .38f, .84f, .12f, .84f, .12f, .82f, .42f, .78f, .70f, .74f, 1.0f}},
            {{.80f, .20f, .56f, .01f, .22f, .10f, .10f, .36f, .36f, .50f, .66f, .40f, .82f, .18f, .84f, .46f, .70f, .76f, .42f, 1.0f}},
            {{.84f, .10f, .48f, .02f, .14f, .20f, .22f, .46f, .56f, .46f, .84f, .14f, .88f, .48f, .80f, .82f, .50f, 1.0f, .12f, .90f}},
        },
    };
    // formatter:on

    private DigitShapes() {}

    /** The number of styles of a digit. */
    static int styles(int digit) {
        return STYLES[digit].length;
    }

    /** The strokes of a digit in a style; not to be changed. */
    static float[][] strokes(int digit, int style) {
        return STYLES[digit][style];
    }
}
