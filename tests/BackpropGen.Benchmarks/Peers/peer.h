// What a library of peers exports: a table of contenders. Each is one network, trained or asked in one way, with its own storage.
// Parameters cross the border in canonical order (of each layer W[to, from] row by row, then b), whatever the layout inside.
#pragma once
#include <xmmintrin.h>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

struct Contender {
    const char *name;
    const char *workload;
    const char *mode;   // "step": an update a mini-batch; "rows": an update a row, all rows in one call; "predict"
    int batch;
    void *(*create)(const Contender &self);
    void (*set)(void *network, const float *parameters);
    void (*get)(void *network, float *parameters);
    // One pass over the rows, in mini-batches of `batch` rows. Predictions are overwritten from batch to batch.
    void (*pass)(void *network, const float *inputs, const float *targets, float *outputs, int rows, float rate);
};

extern "C" __attribute__((visibility("default"))) const Contender *contenders(int *count);

// Denormals are flushed while a peer runs (what every fast C program does) and left alone again for the caller.
class FlushDenormals {
    unsigned before = _mm_getcsr();

public:
    FlushDenormals() { _mm_setcsr(before | 0x8040); }
    ~FlushDenormals() { _mm_setcsr(before); }
};

// Zeroed, aligned to a cache line, with a line to spare for whole-vector reads past the end.
inline float *floats(size_t count) {
    size_t bytes = (count * sizeof(float) + 127) / 64 * 64;
    void *memory = aligned_alloc(64, bytes);
    if (!memory) abort();
    return static_cast<float *>(memset(memory, 0, bytes));
}

// A network type binds to the table by these. It has: layers, size(i), weight(layer, to, from), bias(layer, to) - references into its
// storage -, loaded(), called after the parameters were set, and the members its modes need.
template <class Network> struct Bound {
    static constexpr int inputs = Network::size(0), outputs = Network::size(Network::layers);

    static void *create(const Contender &) {
        void *memory = aligned_alloc(64, (sizeof(Network) + 63) / 64 * 64);
        if (!memory) abort();
        return new (memory) Network();
    }

    template <class Visit> static void each(void *network, Visit visit) {
        Network &net = *static_cast<Network *>(network);
        for (int layer = 0; layer < Network::layers; layer++) {
            for (int to = 0; to < Network::size(layer + 1); to++)
                for (int from = 0; from < Network::size(layer); from++) visit(net.weight(layer, to, from));
            for (int to = 0; to < Network::size(layer + 1); to++) visit(net.bias(layer, to));
        }
    }

    static void set(void *network, const float *p) {
        each(network, [&](float &value) { value = *p++; });
        static_cast<Network *>(network)->loaded();
    }

    static void get(void *network, float *p) {
        each(network, [&](float &value) { *p++ = value; });
    }

    template <int batch>
    static void steps(void *network, const float *x, const float *t, float *, int rows, float rate) {
        FlushDenormals flush;
        Network &net = *static_cast<Network *>(network);
        for (int row = 0; row + batch <= rows; row += batch) net.step(x + (size_t)row * inputs, t + (size_t)row * outputs, rate);
    }

    static void rows(void *network, const float *x, const float *t, float *, int count, float rate) {
        FlushDenormals flush;
        static_cast<Network *>(network)->rows(x, t, count, rate);
    }

    template <int batch>
    static void predictions(void *network, const float *x, const float *, float *y, int rows, float) {
        FlushDenormals flush;
        Network &net = *static_cast<Network *>(network);
        for (int row = 0; row + batch <= rows; row += batch) net.predict(x + (size_t)row * inputs, y);
    }
};

template <class Network, int batch> constexpr Contender stepper(const char *name, const char *workload) {
    return {name, workload, "step", batch, Bound<Network>::create, Bound<Network>::set, Bound<Network>::get, Bound<Network>::template steps<batch>};
}

template <class Network> constexpr Contender rower(const char *name, const char *workload) {
    return {name, workload, "rows", 1, Bound<Network>::create, Bound<Network>::set, Bound<Network>::get, Bound<Network>::rows};
}

template <class Network, int batch> constexpr Contender predictor(const char *name, const char *workload) {
    return {name, workload, "predict", batch, Bound<Network>::create, Bound<Network>::set, Bound<Network>::get, Bound<Network>::template predictions<batch>};
}
