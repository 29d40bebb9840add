// Plain C with constant shapes and no intrinsics: what a C compiler makes of loops whose bounds it knows. LIBM: exp and tanh of the C
// library; else polynomials that the compiler can turn into vectors.
#include "peer.h"
#include <cmath>
#include <cstdint>

#ifdef LIBM
#define NAME "const libm"
static inline float exponential(float x) { return expf(x); }
static inline float hyperbolic(float x) { return tanhf(x); }
#else
#define NAME "const"
// The rounding is a builtin: written as an addition and a subtraction of 1.5 2^23, -ffast-math would fold it away, polynomial and all
static inline float exponential(float x) {
    x = x < -87.f ? -87.f : x > 87.f ? 87.f : x;
    float y = x * 1.44269504f, n = __builtin_rintf(y), f = y - n;
    float p = ((((.0013276472f * f + .0096755419f) * f + .0555071309f) * f + .2402212024f) * f + .693146944f) * f + 1.f;
    int32_t bits = ((int32_t)n + 127) << 23;
    float scale;
    memcpy(&scale, &bits, 4);
    return p * scale;
}
static inline float hyperbolic(float x) { return 1.f - 2.f / (exponential(2 * x) + 1.f); }
#endif

enum Kind { Sigmoid, Tanh, Relu, Softmax };

template <Kind kind> static inline float activation(float z) {
    return kind == Sigmoid ? 1.f / (1.f + exponential(-z)) : kind == Tanh ? hyperbolic(z) : kind == Relu ? (z > 0 ? z : 0) : z;
}
template <Kind kind> static inline float slope(float a) {
    return kind == Sigmoid ? a * (1 - a) : kind == Tanh ? 1 - a * a : kind == Relu ? (a > 0 ? 1.f : 0.f) : 1.f;
}

template <int in, int out> struct alignas(64) Dense {
    float w[in][out], b[out];

    template <Kind kind> void forward(const float *__restrict x, float *__restrict a) const {
        float z[out];
        for (int o = 0; o < out; o++) z[o] = b[o];
        for (int i = 0; i < in; i++)
            for (int o = 0; o < out; o++) z[o] += x[i] * w[i][o];
        for (int o = 0; o < out; o++) a[o] = activation<kind>(z[o]);
        if (kind == Softmax) {
            float top = a[0], sum = 0;
            for (int o = 1; o < out; o++) top = a[o] > top ? a[o] : top;
            for (int o = 0; o < out; o++) a[o] = exponential(a[o] - top), sum += a[o];
            for (int o = 0; o < out; o++) a[o] /= sum;
        }
    }

    void backward(const float *__restrict d, float *__restrict dx) const {
        for (int i = 0; i < in; i++) {
            float sum = 0;
            for (int o = 0; o < out; o++) sum += w[i][o] * d[o];
            dx[i] = sum;
        }
    }

    // this += factor * the gradient of one row
    void add(const float *__restrict x, const float *__restrict d, float factor) {
        float s[out];
        for (int o = 0; o < out; o++) b[o] += s[o] = factor * d[o];
        for (int i = 0; i < in; i++)
            for (int o = 0; o < out; o++) w[i][o] += x[i] * s[o];
    }

    void add(const Dense &other, float factor) {
        for (int i = 0; i < in; i++)
            for (int o = 0; o < out; o++) w[i][o] += factor * other.w[i][o];
        for (int o = 0; o < out; o++) b[o] += factor * other.b[o];
    }
};

template <int batch, Kind hidden, Kind output, int... sizes> struct Chain {
    struct Gradients {};
}; // ends at the outputs: no layers

template <int batch, Kind hidden, Kind output, int in, int out, int... more> struct Chain<batch, hidden, output, in, out, more...> {
    static constexpr int layers = 1 + sizeof...(more);
    static constexpr int size(int i) { constexpr int all[] = {in, out, more...}; return all[i]; }
    static constexpr bool inner = sizeof...(more) > 0;
    static constexpr Kind kind = inner ? hidden : output;
    using Next = Chain<batch, hidden, output, out, more...>;
    Dense<in, out> layer;
    Next next;
    struct Gradients {
        Dense<in, out> layer;
        typename Next::Gradients next;
    };

    float &weight(int l, int to, int from) { if constexpr (inner) if (l) return next.weight(l - 1, to, from); return layer.w[from][to]; }
    float &bias(int l, int to) { if constexpr (inner) if (l) return next.bias(l - 1, to); return layer.b[to]; }
    void loaded() {}

    inline void forward(const float *x, float *y) const {
        alignas(64) float a[out];
        layer.template forward<kind>(x, a);
        if constexpr (inner) next.forward(a, y);
        else memcpy(y, a, sizeof a);
    }

    // One row: with a batch of one the weights are stepped on the way back, else gradients are added up
    inline void learn(const float *x, const float *t, float rate, Gradients *g, float *dx) {
        alignas(64) float a[out], d[out];
        layer.template forward<kind>(x, a);
        if constexpr (inner) next.learn(a, t, rate, g ? &g->next : nullptr, d);
        else for (int o = 0; o < out; o++) d[o] = a[o] - t[o];
        for (int o = 0; o < out; o++) d[o] *= slope<kind>(a[o]);
        if (dx) layer.backward(d, dx);
        if constexpr (batch == 1) layer.add(x, d, -rate);
        else g->layer.add(x, d, 1);
    }

    void apply(const Gradients &g, float factor) {
        layer.add(g.layer, factor);
        if constexpr (inner) next.apply(g.next, factor);
    }

    __attribute__((noinline)) void step(const float *x, const float *t, float rate) {
        if constexpr (batch == 1) learn(x, t, rate, nullptr, nullptr);
        else {
            static thread_local Gradients g;
            memset((void *)&g, 0, sizeof g);
            for (int row = 0; row < batch; row++) learn(x + row * in, t + row * size(layers), 0, &g, nullptr);
            apply(g, -rate / batch);
        }
    }

    __attribute__((noinline)) void predict(const float *x, float *y) {
        for (int row = 0; row < batch; row++) forward(x + row * in, y + row * size(layers));
    }
};

template <int batch> using W1 = Chain<batch, Sigmoid, Sigmoid, 2, 2, 2>;
template <int batch> using W2 = Chain<batch, Tanh, Softmax, 4, 16, 16, 3>;
template <int batch> using W3 = Chain<batch, Relu, Softmax, 64, 64, 64, 10>;

static const Contender table[] = {
    stepper<W1<1>, 1>(NAME, "W1"), predictor<W1<1>, 1>(NAME, "W1"), predictor<W1<256>, 256>(NAME, "W1"),
    stepper<W2<1>, 1>(NAME, "W2"), stepper<W2<16>, 16>(NAME, "W2"), predictor<W2<1>, 1>(NAME, "W2"), predictor<W2<256>, 256>(NAME, "W2"),
    stepper<W3<1>, 1>(NAME, "W3"), stepper<W3<32>, 32>(NAME, "W3"), predictor<W3<1>, 1>(NAME, "W3"), predictor<W3<256>, 256>(NAME, "W3"),
};

extern "C" const Contender *contenders(int *count) {
    *count = sizeof table / sizeof *table;
    return table;
}
