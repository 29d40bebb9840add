// The vocabulary of the hand-written peers: 16 floats in an AVX-512 register, 4 in an SSE one.
#pragma once
#include <immintrin.h>

typedef __m512 Wide;
typedef __m128 Quad;
#define INLINE static inline __attribute__((always_inline))

INLINE Wide load(const float *p) { return _mm512_loadu_ps(p); }
INLINE void store(float *p, Wide v) { _mm512_storeu_ps(p, v); }
INLINE Wide all(float x) { return _mm512_set1_ps(x); }
INLINE Wide zero() { return _mm512_setzero_ps(); }
INLINE Wide fma(Wide a, Wide b, Wide c) { return _mm512_fmadd_ps(a, b, c); }
INLINE Wide relu(Wide v) { return _mm512_max_ps(v, zero()); }
// v where a > 0, else 0: the derivative of ReLU, read off its value
INLINE Wide gated(Wide v, Wide a) { return _mm512_maskz_mov_ps(_mm512_cmp_ps_mask(a, zero(), _CMP_GT_OQ), v); }
// 1 - a²: the derivative of tanh, read off its value
INLINE Wide tanh_slope(Wide a) { return _mm512_fnmadd_ps(a, a, all(1)); }

INLINE Quad fma(Quad a, Quad b, Quad c) { return _mm_fmadd_ps(a, b, c); }
INLINE Quad all4(float x) { return _mm_set1_ps(x); }

// 2^f on [-½, ½] by a minimax polynomial of degree 5 (relative error 2.4e-7), in pairs: the chain is three multiply-adds long
constexpr float exp2c[] = {1.f, .693146944f, .2402212024f, .0555071309f, .0096755419f, .0013276472f};
constexpr float log2e = 1.44269504f;

// e^x: x log2(e) is split into a whole number, which scales, and a fraction, which the polynomial takes
INLINE Wide exp(Wide x) {
    Wide y = _mm512_mul_ps(x, all(log2e)), f = _mm512_reduce_ps(y, 0), n = _mm512_sub_ps(y, f), g = _mm512_mul_ps(f, f);
    Wide low = fma(f, all(exp2c[1]), all(exp2c[0])), mid = fma(f, all(exp2c[3]), all(exp2c[2])), high = fma(f, all(exp2c[5]), all(exp2c[4]));
    return _mm512_scalef_ps(fma(g, fma(g, high, mid), low), n);
}

INLINE Quad exp(Quad x) {
    Quad y = _mm_mul_ps(x, all4(log2e)), f = _mm_reduce_ps(y, 0), n = _mm_sub_ps(y, f), g = _mm_mul_ps(f, f);
    Quad low = fma(f, all4(exp2c[1]), all4(exp2c[0])), mid = fma(f, all4(exp2c[3]), all4(exp2c[2])), high = fma(f, all4(exp2c[5]), all4(exp2c[4]));
    return _mm_scalef_ps(fma(g, fma(g, high, mid), low), n);
}

// 1/v: the estimate of 14 bits and one Newton step; shorter than a division of 16 lanes on most cores
INLINE Wide reciprocal(Wide v) {
    Wide r = _mm512_rcp14_ps(v);
    return _mm512_mul_ps(r, _mm512_fnmadd_ps(v, r, all(2)));
}

// tanh x = 1 - 2/(1 + e^2x); overflow and underflow of e^2x give +-1 by themselves
INLINE Wide tanh(Wide x) {
    Wide y = _mm512_mul_ps(_mm512_min_ps(x, all(20)), all(2 * log2e)), f = _mm512_reduce_ps(y, 0), g = _mm512_mul_ps(f, f);
    Wide scale = _mm512_scalef_ps(all(1), _mm512_sub_ps(y, f)); // beside the polynomial, not after it
    Wide low = fma(f, all(exp2c[1]), all(exp2c[0])), mid = fma(f, all(exp2c[3]), all(exp2c[2])), high = fma(f, all(exp2c[5]), all(exp2c[4]));
    Wide denominator = fma(_mm512_mul_ps(scale, g), fma(g, high, mid), fma(scale, low, all(1)));
    return _mm512_fnmadd_ps(all(2), reciprocal(denominator), all(1));
}

INLINE Wide sigmoid(Wide z) { return reciprocal(_mm512_add_ps(all(1), exp(_mm512_sub_ps(zero(), z)))); }
INLINE Quad sigmoid(Quad z) { return _mm_div_ps(all4(1), _mm_add_ps(all4(1), exp(_mm_sub_ps(_mm_setzero_ps(), z)))); }

// Four vectors to the four sums of their lanes
INLINE Quad sums4(Wide a, Wide b, Wide c, Wide d) {
    Wide ab = _mm512_add_ps(_mm512_unpacklo_ps(a, b), _mm512_unpackhi_ps(a, b)), cd = _mm512_add_ps(_mm512_unpacklo_ps(c, d), _mm512_unpackhi_ps(c, d));
    Wide low = _mm512_castpd_ps(_mm512_unpacklo_pd(_mm512_castps_pd(ab), _mm512_castps_pd(cd)));
    Wide high = _mm512_castpd_ps(_mm512_unpackhi_pd(_mm512_castps_pd(ab), _mm512_castps_pd(cd)));
    Wide four = _mm512_add_ps(low, high); // in each 128-bit part: the part's sums of a, b, c, d
    __m256 two = _mm256_add_ps(_mm512_castps512_ps256(four), _mm512_extractf32x8_ps(four, 1));
    return _mm_add_ps(_mm256_castps256_ps128(two), _mm256_extractf128_ps(two, 1));
}

// Sixteen vectors to the sixteen sums of their lanes, in order
INLINE Wide sums16(const Wide *v) {
    Wide r = _mm512_castps128_ps512(sums4(v[0], v[1], v[2], v[3]));
    r = _mm512_insertf32x4(r, sums4(v[4], v[5], v[6], v[7]), 1);
    r = _mm512_insertf32x4(r, sums4(v[8], v[9], v[10], v[11]), 2);
    return _mm512_insertf32x4(r, sums4(v[12], v[13], v[14], v[15]), 3);
}

// A block of 16 by 16, transposed: pairs, then fours within the 128-bit parts, then the parts themselves
INLINE void transpose16(const float *from, size_t from_stride, float *to, size_t to_stride) {
    __m512 r[16], s[16];
    for (int i = 0; i < 16; i++) r[i] = load(from + i * from_stride);
    for (int i = 0; i < 16; i += 2) s[i] = _mm512_unpacklo_ps(r[i], r[i + 1]), s[i + 1] = _mm512_unpackhi_ps(r[i], r[i + 1]);
    for (int i = 0; i < 16; i += 4) {
        for (int h = 0; h < 2; h++) {
            __m512d a = _mm512_castps_pd(s[i + h]), b = _mm512_castps_pd(s[i + 2 + h]);
            r[i + 2 * h] = _mm512_castpd_ps(_mm512_unpacklo_pd(a, b));
            r[i + 2 * h + 1] = _mm512_castpd_ps(_mm512_unpackhi_pd(a, b));
        }
    }
    for (int i = 0; i < 4; i++) {
        s[i] = _mm512_shuffle_f32x4(r[i], r[i + 4], 0x88), s[i + 4] = _mm512_shuffle_f32x4(r[i], r[i + 4], 0xdd);
        s[i + 8] = _mm512_shuffle_f32x4(r[i + 8], r[i + 12], 0x88), s[i + 12] = _mm512_shuffle_f32x4(r[i + 8], r[i + 12], 0xdd);
    }
    for (int i = 0; i < 4; i++) {
        store(to + i * to_stride, _mm512_shuffle_f32x4(s[i], s[i + 8], 0x88));
        store(to + (i + 8) * to_stride, _mm512_shuffle_f32x4(s[i], s[i + 8], 0xdd));
        store(to + (i + 4) * to_stride, _mm512_shuffle_f32x4(s[i + 4], s[i + 12], 0x88));
        store(to + (i + 12) * to_stride, _mm512_shuffle_f32x4(s[i + 4], s[i + 12], 0xdd));
    }
}

// Softmax of the first `count` lanes; the others become exactly 0, not denormals
template <int count> INLINE Wide softmax(Wide z) {
    constexpr __mmask16 used = (1u << count) - 1;
    Wide shifted = _mm512_sub_ps(z, all(_mm512_mask_reduce_max_ps(used, z)));
    Wide e = _mm512_maskz_mov_ps(used, exp(_mm512_max_ps(shifted, all(-80))));
    return _mm512_mul_ps(e, reciprocal(all(_mm512_reduce_add_ps(e))));
}
