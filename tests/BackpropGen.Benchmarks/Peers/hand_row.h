// Chains of layers with ReLU, one row at a time: what decides is how few bytes of weights are touched.
#pragma once
#include "peer.h"
#include "wide.h"

// The units of a layer that pass something on: all of them, or only those whose activation is not zero (exact, as 0 times anything is 0)
struct Active {
    const int *units;
    int count;
};

template <int units> INLINE Active nonzero(const float *a, int *list) {
    int count = 0;
    __m512i lane = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    for (int i = 0; i < units; i += 16) {
        __mmask16 used = _mm512_cmp_ps_mask(load(a + i), zero(), _CMP_NEQ_UQ);
        _mm512_storeu_si512(list + count, _mm512_maskz_compress_epi32(used, _mm512_add_epi32(lane, _mm512_set1_epi32(i))));
        count += __builtin_popcount(used);
    }
    return {list, count};
}

// The first layer, by outputs, since its input is dense and a unit without delta is passed over whole
template <int in, int out> struct InputLayer {
    static_assert(in % 16 == 0 && out % 16 == 0, "whole vectors");
    float *w = floats((size_t)in * out), *b = floats(out);
    float &weight(int to, int from) { return w[(size_t)to * in + from]; }

    void forward(const float *x, float *a) const {
        for (int to = 0; to < out; to += 16) {
            Wide sums[16];
            for (int half = 0; half < 16; half += 8) {
                const float *row = w + (size_t)(to + half) * in;
                Wide c[8];
                for (int i = 0; i < 8; i++) c[i] = zero();
                for (int k = 0; k < in; k += 16) {
                    Wide v = load(x + k);
                    for (int i = 0; i < 8; i++) c[i] = fma(load(row + (size_t)i * in + k), v, c[i]);
                }
                for (int i = 0; i < 8; i++) sums[half + i] = c[i];
            }
            store(a + to, relu(_mm512_add_ps(sums16(sums), load(b + to))));
        }
    }

    template <bool sparse> void update(const float *x, const float *d, float rate) {
        for (int to = 0; to < out; to += 16) store(b + to, fma(all(-rate), load(d + to), load(b + to)));
        for (int to = 0; to < out; to++) {
            if (sparse && d[to] == 0) continue;
            Wide step = all(-rate * d[to]);
            float *row = w + (size_t)to * in;
            for (int k = 0; k < in; k += 16) store(row + k, fma(step, load(x + k), load(row + k)));
        }
    }
};

// Every other layer, by inputs: an inactive input's row is neither read nor written
template <int in, int out> struct InnerLayer {
    static constexpr int padded = (out + 15) / 16 * 16, vectors = padded / 16, group = vectors < 8 ? vectors : 8;
    static_assert(vectors % group == 0, "whole groups");
    float *w = floats((size_t)in * padded), *b = floats(padded);
    float &weight(int to, int from) { return w[(size_t)from * padded + to]; }

    // Two rows of weights and up to eight vectors of outputs at a time
    void forward(const float *a, Active active, float *z) const {
        for (int to = 0; to < padded; to += 16 * group) {
            Wide even[group], odd[group];
            for (int j = 0; j < group; j++) even[j] = load(b + to + 16 * j), odd[j] = zero();
            int q = 0;
            for (; q + 1 < active.count; q += 2) {
                int i = active.units[q], k = active.units[q + 1];
                const float *row = w + (size_t)i * padded + to, *next = w + (size_t)k * padded + to;
                for (int j = 0; j < group; j++) even[j] = fma(all(a[i]), load(row + 16 * j), even[j]), odd[j] = fma(all(a[k]), load(next + 16 * j), odd[j]);
            }
            if (q < active.count) {
                int i = active.units[q];
                for (int j = 0; j < group; j++) even[j] = fma(all(a[i]), load(w + (size_t)i * padded + to + 16 * j), even[j]);
            }
            for (int j = 0; j < group; j++) store(z + to + 16 * j, _mm512_add_ps(even[j], odd[j]));
        }
    }

    // The row's product with delta and its update in one pass over the row
    Wide descend(int i, float activation, const float *d, float rate) {
        float *row = w + (size_t)i * padded;
        Wide step = all(-rate * activation), even = zero(), odd = zero();
#pragma GCC unroll 4
        for (int j = 0; j < vectors; j++) {
            Wide v = load(d + 16 * j), old = load(row + 16 * j);
            if (j & 1) odd = fma(old, v, odd);
            else even = fma(old, v, even);
            store(row + 16 * j, fma(step, v, old));
        }
        return _mm512_add_ps(even, odd);
    }

    // Backward and update: the deltas of the active inputs (those of the others are 0), four rows at a time for the sums across lanes
    void backward(const float *a, Active active, const float *d, float rate, float *delta) {
        for (int k = 0; k < in; k += 16) store(delta + k, zero());
        for (int to = 0; to < padded; to += 16) store(b + to, fma(all(-rate), load(d + to), load(b + to)));
        int q = 0;
        for (; q + 3 < active.count; q += 4) {
            const int *u = active.units + q;
            Quad sums = sums4(descend(u[0], a[u[0]], d, rate), descend(u[1], a[u[1]], d, rate), descend(u[2], a[u[2]], d, rate), descend(u[3], a[u[3]], d, rate));
            float four[4];
            _mm_storeu_ps(four, sums);
            for (int i = 0; i < 4; i++) delta[u[i]] = four[i];
        }
        for (; q < active.count; q++) delta[active.units[q]] = _mm512_reduce_add_ps(descend(active.units[q], a[active.units[q]], d, rate));
    }
};

// The layers after the first: forward through the rest, then backward, with the update on the way
template <bool sparse, bool classes, int... sizes> struct Rest { // ends at the outputs: no layers
    float &weight(int, int, int) { abort(); }
    float &bias(int, int) { abort(); }
};

template <bool sparse, bool classes, int in, int out, int... more> struct Rest<sparse, classes, in, out, more...> {
    InnerLayer<in, out> layer;
    Rest<sparse, classes, out, more...> rest;
    int every[in];

    Rest() { for (int i = 0; i < in; i++) every[i] = i; }
    float &weight(int l, int to, int from) { return l ? rest.weight(l - 1, to, from) : layer.weight(to, from); }
    float &bias(int l, int to) { return l ? rest.bias(l - 1, to) : layer.b[to]; }

    Active active(const float *a, int *list) const { return sparse ? nonzero<in>(a, list) : Active{every, in}; }

    void values(float *z) const {
        if constexpr (sizeof...(more) > 0) for (int k = 0; k < out; k += 16) store(z + k, relu(load(z + k)));
        else if constexpr (classes) store(z, softmax<out>(load(z)));
    }

    void forward(const float *a, float *y) const {
        int list[in + 16];
        alignas(64) float z[InnerLayer<in, out>::padded];
        layer.forward(a, active(a, list), z);
        values(z);
        if constexpr (sizeof...(more) > 0) rest.forward(z, y);
        else memcpy(y, z, out * sizeof(float));
    }

    void learn(const float *a, const float *t, float rate, float *delta) {
        int list[in + 16];
        alignas(64) float z[InnerLayer<in, out>::padded], d[InnerLayer<in, out>::padded];
        Active used = active(a, list);
        layer.forward(a, used, z);
        values(z);
        if constexpr (sizeof...(more) > 0) rest.learn(z, t, rate, d);
        else store(d, _mm512_sub_ps(load(z), _mm512_maskz_loadu_ps((1u << out) - 1, t)));
        layer.backward(a, used, d, rate, delta);
        if (!sparse) for (int k = 0; k < in; k += 16) store(delta + k, gated(load(delta + k), load(a + k)));
    }
};

// A whole network; `classes`: softmax and cross-entropy (up to 15 classes), else identity
template <bool sparse, bool classes, int in, int out, int... more> struct RowNetwork {
    static constexpr int layers = 1 + sizeof...(more);
    static constexpr int size(int i) { constexpr int sizes[] = {in, out, more...}; return sizes[i]; }
    InputLayer<in, out> first;
    Rest<sparse, classes, out, more...> rest;

    float &weight(int l, int to, int from) { return l ? rest.weight(l - 1, to, from) : first.weight(to, from); }
    float &bias(int l, int to) { return l ? rest.bias(l - 1, to) : first.b[to]; }
    void loaded() {}

    __attribute__((noinline)) void predict(const float *x, float *y) {
        alignas(64) float a[out];
        first.forward(x, a);
        rest.forward(a, y);
    }

    __attribute__((noinline)) void step(const float *x, const float *t, float rate) {
        alignas(64) float a[out], d[out];
        first.forward(x, a);
        rest.learn(a, t, rate, d);
        first.template update<sparse>(x, d, rate);
    }
};
