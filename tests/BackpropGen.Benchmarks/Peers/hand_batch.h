// Chains of layers with ReLU, a whole mini-batch at a time.
#pragma once
#include "hand_tile.h"

enum class Head { Classes, Values }; // softmax and cross-entropy; identity and mean squared error

template <Head head, int height, int vectors, int batch, int... sizes> struct BatchNetwork {}; // ends at the outputs: no layers

template <Head head, int height, int vectors, int batch, int in, int out, int... more>
struct BatchNetwork<head, height, vectors, batch, in, out, more...> {
    static constexpr int layers = 1 + sizeof...(more);
    static constexpr int size(int i) { constexpr int sizes[] = {in, out, more...}; return sizes[i]; }
    using Layer = TiledLayer<batch, in, out, height, vectors>;
    using Next = BatchNetwork<head, height, vectors, batch, out, more...>;
    static constexpr int padded = Layer::P::padded;
    static constexpr bool inner = sizeof...(more) > 0;
    Layer layer;
    Next next;
    float *y = floats((size_t)batch * padded), *d = floats((size_t)batch * padded);

    float &weight(int l, int to, int from) { if constexpr (inner) if (l) return next.weight(l - 1, to, from); return layer.weight(to, from); }
    float &bias(int l, int to) { if constexpr (inner) if (l) return next.bias(l - 1, to); return layer.b[to]; }
    void loaded() {}

    __attribute__((noinline)) void predict(const float *x, float *outputs) {
        layer.template forward<inner>(x, y);
        if constexpr (inner) next.predict(y, outputs);
        else if constexpr (head == Head::Classes)
            for (int row = 0; row < batch; row++) _mm512_mask_storeu_ps(outputs + row * out, (1u << out) - 1, softmax<out>(load(y + (size_t)row * padded)));
        else for (size_t i = 0; i < (size_t)batch * out; i += 16) store(outputs + i, load(y + i));
    }

    // The deltas of this layer's outputs, the factor of the mean left out
    void output_deltas(const float *t) {
        if constexpr (head == Head::Classes)
            for (int row = 0; row < batch; row++)
                store(d + (size_t)row * padded, _mm512_sub_ps(softmax<out>(load(y + (size_t)row * padded)), _mm512_maskz_loadu_ps((1u << out) - 1, t + row * out)));
        else for (size_t i = 0; i < (size_t)batch * out; i += 16) store(d + i, _mm512_sub_ps(load(y + i), load(t + i)));
    }

    // Forward, and backward with the update; dx, of all layers but the first, from the weights before it
    template <bool first> void learn(const float *x, const float *t, float rate, float *dx) {
        layer.template forward<inner>(x, y);
        if constexpr (inner) next.template learn<false>(y, t, rate, d);
        else output_deltas(t);
        if constexpr (!first) layer.backward(d, x, dx);
        layer.update(x, d, rate);
    }

    __attribute__((noinline)) void step(const float *x, const float *t, float rate) {
        constexpr int outputs = size(layers);
        learn<true>(x, t, head == Head::Classes ? rate / batch : rate * 2 / batch / outputs, nullptr);
    }
};
