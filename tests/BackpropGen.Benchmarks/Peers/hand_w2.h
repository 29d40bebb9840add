// W2, 4-16-16-3 with tanh, softmax and cross-entropy: every layer but the last is one vector wide. W2 is kept by rows and by columns, so
// that neither direction needs a sum across lanes; W3 by outputs, three dot products.
#pragma once
#include "peer.h"
#include "wide.h"

struct W2 {
    static constexpr int layers = 3;
    static constexpr int size(int i) { return i == 0 ? 4 : i == 3 ? 3 : 16; }
    alignas(64) float w1[4][16] = {}, b1[16] = {}, w2[16][16] = {}, w2_rows[16][16] = {}, b2[16] = {}, w3_rows[3][16] = {}, b3[16] = {};

    float &weight(int layer, int to, int from) { return layer == 0 ? w1[from][to] : layer == 1 ? w2[from][to] : w3_rows[to][from]; }
    float &bias(int layer, int to) { return (layer == 0 ? b1 : layer == 1 ? b2 : b3)[to]; }
    void loaded() {
        for (int to = 0; to < 16; to++)
            for (int from = 0; from < 16; from++) w2_rows[to][from] = w2[from][to];
    }

    static Quad softmax3(Quad z) {
        Quad used = _mm_blend_ps(z, all4(-1e30f), 8), m = _mm_max_ps(used, _mm_permute_ps(used, 0xB1));
        m = _mm_max_ps(m, _mm_permute_ps(m, 0x4E));
        Quad e = _mm_blend_ps(exp(_mm_max_ps(_mm_sub_ps(used, m), all4(-80))), _mm_setzero_ps(), 8), sum = _mm_add_ps(e, _mm_permute_ps(e, 0xB1));
        return _mm_div_ps(e, _mm_add_ps(sum, _mm_permute_ps(sum, 0x4E)));
    }

    INLINE Wide sum(const Wide *c) { return _mm512_add_ps(_mm512_add_ps(c[0], c[1]), _mm512_add_ps(c[2], c[3])); }

    // The activations, those of the first layer in memory too, where broadcasts cost nothing; four chains to hide the latency
    inline __attribute__((always_inline)) Quad forward(const float *x, float *a1_memory, Wide &a1, Wide &a2) const {
        Wide left = fma(all(x[2]), load(w1[2]), fma(all(x[0]), load(w1[0]), load(b1)));
        Wide right = fma(all(x[3]), load(w1[3]), _mm512_mul_ps(all(x[1]), load(w1[1])));
        store(a1_memory, a1 = tanh(_mm512_add_ps(left, right)));
        Wide c[4] = {load(b2), zero(), zero(), zero()};
        for (int i = 0; i < 16; i++) c[i & 3] = fma(all(a1_memory[i]), load(w2[i]), c[i & 3]);
        a2 = tanh(sum(c));
        Quad logits = sums4(_mm512_mul_ps(a2, load(w3_rows[0])), _mm512_mul_ps(a2, load(w3_rows[1])), _mm512_mul_ps(a2, load(w3_rows[2])), zero());
        return softmax3(_mm_add_ps(logits, _mm_load_ps(b3)));
    }

    __attribute__((noinline)) void predict(const float *x, float *y) {
        alignas(64) float a1_memory[16];
        Wide a1, a2;
        _mm_mask_storeu_ps(y, 7, forward(x, a1_memory, a1, a2));
    }

    inline __attribute__((always_inline)) void update(const float *__restrict x, const float *__restrict t, float rate) {
        alignas(64) float a1_memory[16], d2_memory[16], d3_memory[4];
        Wide a1, a2, down = all(-rate);
        Quad d3 = _mm_sub_ps(forward(x, a1_memory, a1, a2), _mm_maskz_loadu_ps(7, t));
        _mm_store_ps(d3_memory, d3);
        Wide w3[3], q[3];
        for (int o = 0; o < 3; o++) w3[o] = load(w3_rows[o]), q[o] = all(d3_memory[o]);
        Wide d2 = fma(q[0], w3[0], fma(q[1], w3[1], _mm512_mul_ps(q[2], w3[2])));
        store(d2_memory, d2 = _mm512_mul_ps(d2, tanh_slope(a2))); // before the update of the last layer: the next products wait for it
        Wide a2_down = _mm512_mul_ps(a2, down);
        for (int o = 0; o < 3; o++) store(w3_rows[o], fma(q[o], a2_down, w3[o]));
        _mm_store_ps(b3, fma(d3, all4(-rate), _mm_load_ps(b3)));

        Wide a1_down = _mm512_mul_ps(a1, down), d2_down = _mm512_mul_ps(d2, down), c[4] = {zero(), zero(), zero(), zero()};
        for (int o = 0; o < 16; o++) {
            Wide d = all(d2_memory[o]), w = load(w2_rows[o]);
            c[o & 3] = fma(d, w, c[o & 3]);
            store(w2_rows[o], fma(d, a1_down, w));
        }
        for (int i = 0; i < 16; i++) store(w2[i], fma(all(a1_memory[i]), d2_down, load(w2[i])));
        store(b2, _mm512_add_ps(load(b2), d2_down));

        Wide d1_down = _mm512_mul_ps(_mm512_mul_ps(sum(c), tanh_slope(a1)), down);
        for (int i = 0; i < 4; i++) store(w1[i], fma(all(x[i]), d1_down, load(w1[i])));
        store(b1, _mm512_add_ps(load(b1), d1_down));
    }

    __attribute__((noinline)) void step(const float *x, const float *t, float rate) { update(x, t, rate); }
};
