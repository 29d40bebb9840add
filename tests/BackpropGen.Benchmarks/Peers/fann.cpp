// FANN trains sigmoids under half the squared error one sample at a time, which is W1; it has neither softmax nor cross-entropy.
#include "peer.h"
#include <floatfann.h>

struct Network {
    static constexpr int layers = 2;
    static constexpr int size(int) { return 2; }
    fann *net = fann_create_standard(3, 2, 2, 2);

    Network() {
        fann_set_activation_function_hidden(net, FANN_SIGMOID);
        fann_set_activation_function_output(net, FANN_SIGMOID);
        fann_set_activation_steepness_hidden(net, .5f); // its sigmoid is 1 / (1 + exp(-2 steepness z))
        fann_set_activation_steepness_output(net, .5f);
        fann_set_training_algorithm(net, FANN_TRAIN_INCREMENTAL);
        fann_set_train_error_function(net, FANN_ERRORFUNC_LINEAR);
    }
    // of each unit in turn: the weights from the layer before, then the bias
    float &weight(int layer, int to, int from) { return net->weights[layer * 6 + to * 3 + from]; }
    float &bias(int layer, int to) { return net->weights[layer * 6 + to * 3 + 2]; }
    void loaded() {}

    void step(const float *x, const float *t, float rate) {
        fann_set_learning_rate(net, rate);
        fann_train(net, const_cast<float *>(x), const_cast<float *>(t));
    }
    void predict(const float *x, float *y) { memcpy(y, fann_run(net, const_cast<float *>(x)), 2 * sizeof(float)); }
};

static const Contender table[] = {stepper<Network, 1>("FANN", "W1"), predictor<Network, 1>("FANN", "W1")};

extern "C" const Contender *contenders(int *count) {
    *count = sizeof table / sizeof *table;
    return table;
}
