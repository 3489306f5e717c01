/**
 * A multi-layer perceptron: {@link org.lanewise.mlp.Mlp} is a list of layers and one flat array of parameters;
 * {@link org.lanewise.mlp.Workspace} runs it forward and backward without allocating;
 * {@link org.lanewise.mlp.Trainer} fits it to a {@link org.lanewise.mlp.data.Dataset}.
 *
 * <p>Shapes: a batch is {@code [batch, width]}, weights are {@code [fanIn, fanOut]}, so a dense layer is
 * {@code Y = X·W + b}. A model's parameters are the layers' in order, each layer's weights before its bias.
 */
package org.lanewise.mlp;
