// What an expert writes on a matrix library: a product a layer and direction, bias and activation in one loop between them, and the update
// as the product's own "C = alpha A B + C". One row goes through matrix-vector products. ONEDNN: oneDNN's sgemm; else any CBLAS.
#include "dynamic.h"
#include <cmath>
#ifdef ONEDNN
#include <dnnl.h>
#define NAME "oneDNN"
static void gemm(char ta, char tb, int m, int n, int k, float alpha, const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc) {
    dnnl_sgemm(ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}
#else
#include <cblas.h>
#define NAME "OpenBLAS"
static void gemm(char ta, char tb, int m, int n, int k, float alpha, const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc) {
    if (m == 1 && ta == 'N')
        tb == 'N' ? cblas_sgemv(CblasRowMajor, CblasTrans, k, n, alpha, b, ldb, a, 1, beta, c, 1) : cblas_sgemv(CblasRowMajor, CblasNoTrans, n, k, alpha, b, ldb, a, 1, beta, c, 1);
    else if (k == 1 && beta == 1) cblas_sger(CblasRowMajor, m, n, alpha, a, 1, b, 1, c, ldc);
    else cblas_sgemm(CblasRowMajor, ta == 'T' ? CblasTrans : CblasNoTrans, tb == 'T' ? CblasTrans : CblasNoTrans, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}
#endif

struct Network {
    const Shape &shape;
    int batch;
    float *w[3], *b[3], *a[4], *d[4]; // w: [in][out]; a and d: [row][unit]

    Network(const Shape &shape, int batch) : shape(shape), batch(batch) {
        for (int l = 0; l < shape.layers; l++) {
            int in = shape.sizes[l], out = shape.sizes[l + 1];
            w[l] = floats((size_t)in * out), b[l] = floats(out), a[l + 1] = floats((size_t)batch * out), d[l + 1] = floats((size_t)batch * out);
        }
    }
    ~Network() { for (int l = 0; l < shape.layers; l++) free(w[l]), free(b[l]), free(a[l + 1]), free(d[l + 1]); }
    float &weight(int l, int to, int from) { return w[l][(size_t)from * shape.sizes[l + 1] + to]; }
    float &bias(int l, int to) { return b[l][to]; }

    void softmax(float *y, int count) {
        for (int row = 0; row < batch; row++, y += count) {
            float top = y[0], sum = 0;
            for (int o = 1; o < count; o++) top = y[o] > top ? y[o] : top;
            for (int o = 0; o < count; o++) sum += y[o] = expf(y[o] - top);
            for (int o = 0; o < count; o++) y[o] /= sum;
        }
    }

    void forward(const float *x) {
        a[0] = const_cast<float *>(x);
        for (int l = 0; l < shape.layers; l++) {
            int in = shape.sizes[l], out = shape.sizes[l + 1];
            float *y = a[l + 1];
            for (int row = 0; row < batch; row++) memcpy(y + (size_t)row * out, b[l], out * sizeof(float));
            gemm('N', 'N', batch, out, in, 1, a[l], in, w[l], out, 1, y, out);
            size_t count = (size_t)batch * out;
            if (l + 1 < shape.layers) {
                if (shape.tanh) for (size_t i = 0; i < count; i++) y[i] = tanhf(y[i]);
                else for (size_t i = 0; i < count; i++) y[i] = y[i] > 0 ? y[i] : 0;
            } else if (shape.classes) softmax(y, out);
        }
    }

    void step(const float *x, const float *t, float rate) {
        forward(x);
        int last = shape.layers, outputs = shape.sizes[last];
        float mean = shape.classes ? 1.f / batch : 2.f / batch / outputs;
        for (size_t i = 0; i < (size_t)batch * outputs; i++) d[last][i] = (a[last][i] - t[i]) * mean;
        for (int l = last - 1; l >= 0; l--) {
            int in = shape.sizes[l], out = shape.sizes[l + 1];
            if (l) {
                gemm('N', 'T', batch, in, out, 1, d[l + 1], out, w[l], out, 0, d[l], in);
                float *h = a[l], *g = d[l];
                size_t count = (size_t)batch * in;
                if (shape.tanh) for (size_t i = 0; i < count; i++) g[i] *= 1 - h[i] * h[i];
                else for (size_t i = 0; i < count; i++) g[i] = h[i] > 0 ? g[i] : 0;
            }
            gemm('T', 'N', in, out, batch, -rate, a[l], in, d[l + 1], out, 1, w[l], out);
            for (int row = 0; row < batch; row++)
                for (int o = 0; o < out; o++) b[l][o] -= rate * d[l + 1][(size_t)row * out + o];
        }
    }

    void predict(const float *x, float *y) {
        forward(x);
        memcpy(y, a[shape.layers], (size_t)batch * shape.sizes[shape.layers] * sizeof(float));
    }
};

extern "C" const Contender *contenders(int *count) { return Dynamic<Network>::table(NAME, count); }
#include "chain.inc"
