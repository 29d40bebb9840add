// The same networks on Eigen with matrices of run-time size: products, activations and updates are its expressions.
#include "dynamic.h"
#include <Eigen/Dense>

typedef Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> Matrix;
typedef Eigen::Map<const Matrix> Rows;

struct Network {
    const Shape &shape;
    int batch;
    Matrix w[3], a[4], d[4]; // w: [in][out]
    Eigen::RowVectorXf b[3];

    Network(const Shape &shape, int batch) : shape(shape), batch(batch) {
        for (int l = 0; l < shape.layers; l++) {
            int in = shape.sizes[l], out = shape.sizes[l + 1];
            w[l] = Matrix::Zero(in, out), b[l] = Eigen::RowVectorXf::Zero(out), a[l + 1] = d[l + 1] = Matrix::Zero(batch, out);
        }
    }
    float &weight(int l, int to, int from) { return w[l](from, to); }
    float &bias(int l, int to) { return b[l](to); }

    // A row-vector expression of its own for one row: Eigen picks the matrix-vector product by the type
    template <class Input> void layer(const Input &x, int l) {
        if (batch == 1) a[l + 1].row(0).noalias() = x.row(0) * w[l];
        else a[l + 1].noalias() = x * w[l];
        a[l + 1].rowwise() += b[l];
        if (l + 1 < shape.layers) {
            if (shape.tanh) a[l + 1] = a[l + 1].array().tanh();
            else a[l + 1] = a[l + 1].cwiseMax(0.f);
        } else if (shape.classes) {
            for (int row = 0; row < batch; row++) {
                auto y = a[l + 1].row(row).array();
                y = (y - y.maxCoeff()).exp();
                y /= y.sum();
            }
        }
    }

    void forward(const Rows &x) {
        layer(x, 0);
        for (int l = 1; l < shape.layers; l++) layer(a[l], l);
    }

    template <class Input> void update(const Input &x, int l, float rate) {
        if (batch == 1) w[l].noalias() += x.row(0).transpose() * (d[l + 1].row(0) * -rate);
        else w[l].noalias() -= rate * (x.transpose() * d[l + 1]);
        b[l] -= rate * d[l + 1].colwise().sum();
    }

    void step(const float *inputs, const float *targets, float rate) {
        int last = shape.layers;
        Rows x(inputs, batch, shape.sizes[0]), t(targets, batch, shape.sizes[last]);
        forward(x);
        d[last] = (a[last] - t) * (shape.classes ? 1.f / batch : 2.f / batch / shape.sizes[last]);
        for (int l = last - 1; l > 0; l--) {
            if (batch == 1) d[l].row(0).noalias() = d[l + 1].row(0) * w[l].transpose();
            else d[l].noalias() = d[l + 1] * w[l].transpose();
            if (shape.tanh) d[l].array() *= 1 - a[l].array().square();
            else d[l] = (a[l].array() > 0).select(d[l], 0.f);
            update(a[l], l, rate);
        }
        update(x, 0, rate);
    }

    void predict(const float *inputs, float *y) {
        forward(Rows(inputs, batch, shape.sizes[0]));
        memcpy(y, a[shape.layers].data(), sizeof(float) * a[shape.layers].size());
    }
};

extern "C" const Contender *contenders(int *count) { return Dynamic<Network>::table("Eigen", count); }
#include "chain.inc"
