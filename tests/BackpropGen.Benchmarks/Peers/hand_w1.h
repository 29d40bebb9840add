// W1, 2-2-2 with sigmoids and half the squared error: one latency chain. Two of four lanes are used; W2 is kept by rows and by columns.
#pragma once
#include "peer.h"
#include "wide.h"

struct W1 {
    static constexpr int layers = 2;
    static constexpr int size(int) { return 2; }
    struct State {
        Quad w1[2], b1;             // w1[i]: what goes out from input i
        Quad w2[2], w2_rows[2], b2; // w2[i]: what goes out from hidden unit i; w2_rows[j]: what comes in to output j
    } s{};

    float &weight(int layer, int to, int from) { return ((float *)&(layer ? s.w2 : s.w1)[from])[to]; }
    float &bias(int layer, int to) { return ((float *)&(layer ? s.b2 : s.b1))[to]; }
    void loaded() {
        for (int to = 0; to < 2; to++) s.w2_rows[to] = _mm_setr_ps(weight(1, to, 0), weight(1, to, 1), 0, 0);
    }

    static Quad lane0(Quad v) { return _mm_permute_ps(v, 0x00); }
    static Quad lane1(Quad v) { return _mm_permute_ps(v, 0x55); }

    INLINE Quad hidden(const State &s, Quad x0, Quad x1) { return sigmoid(fma(x1, s.w1[1], fma(x0, s.w1[0], s.b1))); }

    INLINE void update(State &s, const float *x, const float *t, float rate) {
        Quad x0 = all4(x[0]), x1 = all4(x[1]), target = _mm_castpd_ps(_mm_load_sd((const double *)t)), one = all4(1), down = all4(-rate);
        Quad h = hidden(s, x0, x1), h0 = lane0(h), h1 = lane1(h);
        Quad slope = _mm_mul_ps(_mm_mul_ps(h, _mm_sub_ps(one, h)), down), h_down = _mm_mul_ps(h, down); // ready before they are needed
        Quad o = sigmoid(_mm_add_ps(fma(h0, s.w2[0], s.b2), _mm_mul_ps(h1, s.w2[1])));
        Quad d = _mm_mul_ps(_mm_sub_ps(o, target), _mm_mul_ps(o, _mm_sub_ps(one, o))), d0 = lane0(d), d1 = lane1(d);
        Quad step2 = _mm_mul_ps(d, down), step1 = _mm_mul_ps(fma(d1, s.w2_rows[1], _mm_mul_ps(d0, s.w2_rows[0])), slope);

        s.w2[0] = fma(h0, step2, s.w2[0]), s.w2[1] = fma(h1, step2, s.w2[1]), s.b2 = _mm_add_ps(s.b2, step2);
        s.w2_rows[0] = fma(d0, h_down, s.w2_rows[0]), s.w2_rows[1] = fma(d1, h_down, s.w2_rows[1]);
        s.w1[0] = fma(x0, step1, s.w1[0]), s.w1[1] = fma(x1, step1, s.w1[1]), s.b1 = _mm_add_ps(s.b1, step1);
    }

    __attribute__((noinline)) void step(const float *x, const float *t, float rate) { update(s, x, t, rate); }

    // All rows with the parameters in registers
    __attribute__((noinline)) void rows(const float *x, const float *t, int count, float rate) {
        State local = s;
        for (int row = 0; row < count; row++) update(local, x + 2 * row, t + 2 * row, rate);
        s = local;
    }

    __attribute__((noinline)) void predict(const float *x, float *y) {
        Quad h = hidden(s, all4(x[0]), all4(x[1]));
        _mm_storel_pi((__m64 *)y, sigmoid(fma(lane1(h), s.w2[1], fma(lane0(h), s.w2[0], s.b2))));
    }
};

// Sixteen rows a vector, the two inputs and outputs of a row apart
template <int batch> struct W1Batch : W1 {
    __attribute__((noinline)) void predict(const float *x, float *y) {
        const __m512i even = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), odd = _mm512_add_epi32(even, _mm512_set1_epi32(1));
        const __m512i low = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), high = _mm512_add_epi32(low, _mm512_set1_epi32(8));
        Wide w[2][2][2], b[2][2];
        for (int layer = 0; layer < 2; layer++)
            for (int to = 0; to < 2; to++) {
                b[layer][to] = all(bias(layer, to));
                for (int from = 0; from < 2; from++) w[layer][to][from] = all(weight(layer, to, from));
            }
        for (int row = 0; row < batch; row += 16, x += 32, y += 32) {
            Wide a = load(x), c = load(x + 16), x0 = _mm512_permutex2var_ps(a, even, c), x1 = _mm512_permutex2var_ps(a, odd, c), h[2], o[2];
            for (int j = 0; j < 2; j++) h[j] = sigmoid(fma(x1, w[0][j][1], fma(x0, w[0][j][0], b[0][j])));
            for (int j = 0; j < 2; j++) o[j] = sigmoid(fma(h[1], w[1][j][1], fma(h[0], w[1][j][0], b[1][j])));
            store(y, _mm512_permutex2var_ps(o[0], low, o[1])), store(y + 16, _mm512_permutex2var_ps(o[0], high, o[1]));
        }
    }
};
