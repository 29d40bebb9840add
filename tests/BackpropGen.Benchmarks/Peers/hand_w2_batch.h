// W2 in groups of 16 rows: a vector holds a row's neurons, and for softmax an output's 16 rows.
#pragma once
#include "hand_w2.h"

struct W2Batch : W2 {
    typedef float Block[16][16]; // [row][neuron]

    static __m512i every_third() { return _mm512_setr_epi32(0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45); }

    // c[r] += sum over k of a[r][k] m[k]: eight rows at a time, so that as many chains run side by side
    template <class Epilogue> INLINE void product(const Block &a, const Block &m, Wide start, Epilogue epilogue) {
        for (int half = 0; half < 16; half += 8) {
            Wide c[8];
            for (int r = 0; r < 8; r++) c[r] = start;
            for (int k = 0; k < 16; k++) {
                Wide row = load(m[k]);
                for (int r = 0; r < 8; r++) c[r] = fma(all(a[half + r][k]), row, c[r]);
            }
            for (int r = 0; r < 8; r++) epilogue(half + r, c[r]);
        }
    }

    // m[k] += factor * sum over rows of a[row][k] d[row]
    INLINE void add_outer(Block &m, const Block &a, const Block &d, Wide factor) {
        for (int half = 0; half < 16; half += 8) {
            Wide c[8];
            for (int k = 0; k < 8; k++) c[k] = zero();
            for (int row = 0; row < 16; row++) {
                Wide v = load(d[row]);
                for (int k = 0; k < 8; k++) c[k] = fma(all(a[row][half + k]), v, c[k]);
            }
            for (int k = 0; k < 8; k++) store(m[half + k], fma(factor, c[k], load(m[half + k])));
        }
    }

    // The activations of 16 rows, and their three probabilities, each for all rows
    inline __attribute__((always_inline)) void forward16(const float *x, Block &a1, Block &a2, Wide *p) const {
        Wide w0 = load(w1[0]), w_1 = load(w1[1]), w_2 = load(w1[2]), w_3 = load(w1[3]), b = load(b1);
        for (int row = 0; row < 16; row++, x += 4)
            store(a1[row], tanh(fma(all(x[3]), w_3, fma(all(x[2]), w_2, fma(all(x[1]), w_1, fma(all(x[0]), w0, b))))));
        product(a1, w2, load(b2), [&](int row, Wide z) { store(a2[row], tanh(z)); });

        alignas(64) Block columns;
        transpose16(a2[0], 16, columns[0], 16);
        for (int o = 0; o < 3; o++) {
            Wide even = all(b3[o]), odd = zero();
            for (int k = 0; k < 16; k += 2) even = fma(all(w3_rows[o][k]), load(columns[k]), even), odd = fma(all(w3_rows[o][k + 1]), load(columns[k + 1]), odd);
            p[o] = _mm512_add_ps(even, odd);
        }
        Wide m = _mm512_max_ps(p[0], _mm512_max_ps(p[1], p[2])), sum = zero();
        for (int o = 0; o < 3; o++) sum = _mm512_add_ps(sum, p[o] = exp(_mm512_max_ps(_mm512_sub_ps(p[o], m), all(-80))));
        Wide r = reciprocal(sum);
        for (int o = 0; o < 3; o++) p[o] = _mm512_mul_ps(p[o], r);
    }

    __attribute__((noinline)) void step(const float *x, const float *t, float rate) {
        alignas(64) Block a1, a2, d1, d2;
        alignas(64) float d3[3][16];
        Wide p[3], down = all(-rate / 16);
        forward16(x, a1, a2, p);
        for (int o = 0; o < 3; o++) store(d3[o], p[o] = _mm512_sub_ps(p[o], _mm512_i32gather_ps(every_third(), t + o, 4)));

        Wide w3[3], g3[3], g2 = zero();
        for (int o = 0; o < 3; o++) w3[o] = load(w3_rows[o]), g3[o] = zero();
        for (int row = 0; row < 16; row++) {
            Wide a = load(a2[row]), d = zero();
            for (int o = 0; o < 3; o++) {
                Wide q = all(d3[o][row]);
                d = fma(q, w3[o], d), g3[o] = fma(q, a, g3[o]);
            }
            store(d2[row], d = _mm512_mul_ps(d, tanh_slope(a)));
            g2 = _mm512_add_ps(g2, d);
        }
        for (int o = 0; o < 3; o++) store(w3_rows[o], fma(down, g3[o], w3[o])), b3[o] -= rate / 16 * _mm512_reduce_add_ps(p[o]);
        store(b2, fma(down, g2, load(b2)));

        product(d2, w2_rows, zero(), [&](int row, Wide d) { store(d1[row], _mm512_mul_ps(d, tanh_slope(load(a1[row])))); });
        add_outer(w2, a1, d2, down);
        transpose16(w2[0], 16, w2_rows[0], 16);

        Wide g1[5] = {zero(), zero(), zero(), zero(), zero()};
        for (int row = 0; row < 16; row++) {
            Wide d = load(d1[row]);
            for (int i = 0; i < 4; i++) g1[i] = fma(all(x[4 * row + i]), d, g1[i]);
            g1[4] = _mm512_add_ps(g1[4], d);
        }
        for (int i = 0; i < 4; i++) store(w1[i], fma(down, g1[i], load(w1[i])));
        store(b1, fma(down, g1[4], load(b1)));
    }
};

template <int batch> struct W2Predict : W2Batch {
    __attribute__((noinline)) void predict(const float *x, float *y) {
        alignas(64) Block a1, a2;
        for (int row = 0; row < batch; row += 16, x += 64, y += 48) {
            Wide p[3];
            forward16(x, a1, a2, p);
            for (int o = 0; o < 3; o++) _mm512_i32scatter_ps(y + o, every_third(), p[o], 4);
        }
    }
};
