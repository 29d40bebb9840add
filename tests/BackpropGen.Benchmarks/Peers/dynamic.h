// Networks whose sizes are known at run time only, for the peers that are libraries: what W2-W6 are, and square chains for the curves.
#pragma once
#include "peer.h"

struct Shape {
    const char *workload;
    int layers, sizes[4];
    bool tanh, classes; // else ReLU; else identity and mean squared error
};

static const Shape shapes[] = {
    {"W2", 3, {4, 16, 16, 3}, true, true},
    {"W3", 3, {64, 64, 64, 10}, false, true},
    {"W4", 2, {784, 128, 10}, false, true},
    {"W5", 3, {784, 512, 512, 10}, false, true},
    {"W6", 3, {1024, 2048, 2048, 1024}, false, false},
};

inline const Shape &shape_of(const char *workload) {
    for (const Shape &shape : shapes) if (!strcmp(shape.workload, workload)) return shape;
    abort();
}

// The table's functions for a type with Network(const Shape &, int batch), shape, weight, bias, step(x, t, rate) and predict(x, y)
template <class Network> struct Dynamic {
    static void *create(const Contender &self) { return new Network(shape_of(self.workload), self.batch); }

    template <class Visit> static void each(void *network, Visit visit) {
        Network &net = *static_cast<Network *>(network);
        for (int layer = 0; layer < net.shape.layers; layer++) {
            int in = net.shape.sizes[layer], out = net.shape.sizes[layer + 1];
            for (int to = 0; to < out; to++)
                for (int from = 0; from < in; from++) visit(net.weight(layer, to, from));
            for (int to = 0; to < out; to++) visit(net.bias(layer, to));
        }
    }
    static void set(void *network, const float *p) { each(network, [&](float &value) { value = *p++; }); }
    static void get(void *network, float *p) { each(network, [&](float &value) { *p++ = value; }); }

    static void steps(void *network, const float *x, const float *t, float *, int rows, float rate) {
        FlushDenormals flush;
        Network &net = *static_cast<Network *>(network);
        int in = net.shape.sizes[0], out = net.shape.sizes[net.shape.layers];
        for (int row = 0; row + net.batch <= rows; row += net.batch) net.step(x + (size_t)row * in, t + (size_t)row * out, rate);
    }

    static void predictions(void *network, const float *x, const float *, float *y, int rows, float) {
        FlushDenormals flush;
        Network &net = *static_cast<Network *>(network);
        for (int row = 0; row + net.batch <= rows; row += net.batch) net.predict(x + (size_t)row * net.shape.sizes[0], y);
    }

    static Contender stepper(const char *name, const char *workload, int batch) { return {name, workload, "step", batch, create, set, get, steps}; }
    static Contender predictor(const char *name, const char *workload, int batch) { return {name, workload, "predict", batch, create, set, get, predictions}; }

    static const Contender *table(const char *name, int *count) {
        static const Contender all[] = {
            stepper(name, "W2", 1), stepper(name, "W2", 16), stepper(name, "W3", 1), stepper(name, "W3", 32), stepper(name, "W4", 1), stepper(name, "W4", 64),
            stepper(name, "W4", 256), stepper(name, "W5", 1), stepper(name, "W5", 256), stepper(name, "W6", 256),
            predictor(name, "W2", 1), predictor(name, "W2", 256), predictor(name, "W3", 1), predictor(name, "W3", 256), predictor(name, "W4", 1), predictor(name, "W4", 256),
            predictor(name, "W5", 1), predictor(name, "W5", 256), predictor(name, "W6", 1), predictor(name, "W6", 256),
        };
        *count = sizeof all / sizeof *all;
        return all;
    }

    // A square chain of three layers, ReLU and mean squared error, for the curves over width and batch
    static void *chain(int width, int batch) { return new Network(*new Shape{"chain", 3, {width, width, width, width}, false, false}, batch); }
    static void destroy(void *network) {
        const Shape *shape = &static_cast<Network *>(network)->shape;
        delete static_cast<Network *>(network);
        delete shape;
    }
};
