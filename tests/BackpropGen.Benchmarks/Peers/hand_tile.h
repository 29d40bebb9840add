// Matrix products of fixed shapes from register tiles. Weights lie in panels as wide as a tile, [panel][input][lane], for good: the
// forward product and the update read them as they are, and only the way back transposes, a cache-sized block at a time.
#pragma once
#include "peer.h"
#include "wide.h"

// rows x vectors accumulators, held in registers
template <int rows, int vectors> struct Tile {
    Wide c[rows][vectors];

    template <class Source> INLINE void fill(Tile &t, Source source) {
        for (int r = 0; r < rows; r++)
            for (int v = 0; v < vectors; v++) t.c[r][v] = source(r, 16 * v);
    }

    // c += A B over `depth`: A(r, k) at a[r * row_stride + k * depth_stride], B's rows of vectors one after the other
    template <int depth> INLINE void multiply(Tile &t, const float *a, size_t row_stride, size_t depth_stride, const float *b) {
#pragma GCC unroll 4
        for (int k = 0; k < depth; k++) {
            Wide row[vectors];
            for (int v = 0; v < vectors; v++) row[v] = load(b + (size_t)k * 16 * vectors + 16 * v);
#pragma GCC unroll 32
            for (int r = 0; r < rows; r++) {
                Wide x = all(a[r * row_stride + k * depth_stride]);
#pragma GCC unroll 4
                for (int v = 0; v < vectors; v++) t.c[r][v] = fma(x, row[v], t.c[r][v]);
            }
        }
    }

    template <class Sink> INLINE void drain(const Tile &t, Sink sink) {
        for (int r = 0; r < rows; r++)
            for (int v = 0; v < vectors; v++) sink(r, 16 * v, t.c[r][v]);
    }
};

// body(Size<height>, start) over `total` in full tiles and one exact rest
template <int n> struct Size { static constexpr int value = n; };
template <int total, int height, class Body> INLINE void tiles(Body body) {
    int start = 0;
    for (; start + height <= total; start += height) body(Size<height>{}, start);
    if constexpr (total % height != 0) body(Size<total % height>{}, start);
}

// The largest divisor that is at most `limit`: products are cut along their depth so that a block of B stays in the first cache
constexpr int block(int size, int limit) {
    int best = 1;
    for (int d = 1; d <= limit && d <= size; d++) if (size % d == 0) best = d;
    return best;
}

// A narrow layer is one vector wide and takes taller tiles
template <int out, int height, int vectors> struct Panels {
    static constexpr int per = out <= 16 ? 1 : vectors, rows = out <= 16 ? 16 : height;
    static constexpr int width = 16 * per, count = (out + width - 1) / width, padded = count * width;
};

template <int batch, int in, int out, int height, int vectors> struct TiledLayer {
    using P = Panels<out, height, vectors>;
    float *w = floats((size_t)in * P::padded), *b = floats(P::padded);
    float *panel(int p) const { return w + (size_t)p * in * P::width; }
    float &weight(int to, int from) { return panel(to / P::width)[(size_t)from * P::width + to % P::width]; }

    // y = W x + b, with ReLU if asked for. The partial sums of a cut product wait in y.
    template <bool activate> void forward(const float *x, float *y) const {
        constexpr int depth = block(in, 128);
        for (int k = 0; k < in; k += depth)
            for (int p = 0; p < P::count; p++)
                tiles<batch, P::rows>([&](auto size, int row) {
                    using T = Tile<decltype(size)::value, P::per>;
                    T t;
                    float *out_tile = y + (size_t)row * P::padded + p * P::width;
                    if (k == 0) T::fill(t, [&](int, int lane) { return load(b + p * P::width + lane); });
                    else T::fill(t, [&](int r, int lane) { return load(out_tile + (size_t)r * P::padded + lane); });
                    T::template multiply<depth>(t, x + (size_t)row * in + k, in, 1, panel(p) + (size_t)k * P::width);
                    bool last = activate && k + depth == in;
                    T::drain(t, [&](int r, int lane, Wide v) { store(out_tile + (size_t)r * P::padded + lane, last ? relu(v) : v); });
                });
    }

    // dx = W^T d where x > 0. A block of W is transposed into a buffer that stays in the first cache for all rows.
    void backward(const float *d, const float *x, float *dx) const {
        constexpr int used = out <= 16 ? out : P::padded, depth = block(used, 128), rows = height, width = 16 * vectors;
        static_assert(in % width == 0, "whole panels");
        alignas(64) static thread_local float block_of_w[(depth + 15) / 16 * 16 * width];
        for (int n = 0; n < used; n += depth)
            for (int k = 0; k < in; k += width) {
                for (int o = 0; o < depth; o += 16)
                    for (int lane = 0; lane < width; lane += 16)
                        transpose16(panel((n + o) / P::width) + (size_t)(k + lane) * P::width + (n + o) % P::width, P::width, block_of_w + o * width + lane, width);
                tiles<batch, rows>([&](auto size, int row) {
                    using T = Tile<decltype(size)::value, vectors>;
                    T t;
                    float *to = dx + (size_t)row * in + k;
                    if (n == 0) T::fill(t, [&](int, int) { return zero(); });
                    else T::fill(t, [&](int r, int lane) { return load(to + (size_t)r * in + lane); });
                    T::template multiply<depth>(t, d + (size_t)row * P::padded + n, P::padded, 1, block_of_w);
                    bool last = n + depth == used;
                    const float *gate = x + (size_t)row * in + k;
                    T::drain(t, [&](int r, int lane, Wide v) { store(to + (size_t)r * in + lane, last ? gated(v, load(gate + (size_t)r * in + lane)) : v); });
                });
            }
    }

    // W -= rate x d^T, b -= rate d, summed over the rows, without a gradient in memory. The inputs are repacked a tile's rows wide,
    // the deltas a panel wide: else rows a power of two apart would fall on one another in the cache.
    void update(const float *x, const float *d, float rate) {
        constexpr int near = 8; // panels of deltas that share the second cache with the weights going by
        alignas(64) static thread_local float columns[batch * P::rows], deltas[(size_t)batch * (near < P::count ? near : P::count) * P::width];
        Wide down = all(-rate);
        for (int first = 0; first < P::count; first += near) {
            int last = first + near < P::count ? first + near : P::count;
            for (int p = first; p < last; p++) pack_deltas(d + p * P::width, deltas + (size_t)(p - first) * batch * P::width, b + p * P::width, down);
            tiles<in, P::rows>([&](auto size, int k) {
                constexpr int rows = decltype(size)::value;
                using T = Tile<rows, P::per>;
                for (int row = 0; row < batch; row++) memcpy(columns + row * rows, x + (size_t)row * in + k, rows * sizeof(float));
                for (int p = first; p < last; p++) {
                    float *to = panel(p) + (size_t)k * P::width;
                    for (int line = 0; line < rows * P::width; line += 16) _mm_prefetch((const char *)(to + line), _MM_HINT_T0);
                    T t;
                    T::fill(t, [](int, int) { return zero(); });
                    T::template multiply<batch>(t, columns, 1, rows, deltas + (size_t)(p - first) * batch * P::width);
                    T::drain(t, [&](int r, int lane, Wide v) { float *at = to + r * P::width + lane; store(at, fma(down, v, load(at))); });
                }
            });
        }
    }

    // One panel of deltas, contiguous, and the biases' step, their sum, on the way
    static void pack_deltas(const float *from, float *to, float *biases, Wide down) {
        for (int lane = 0; lane < P::width; lane += 16) {
            Wide sum = zero();
            for (int row = 0; row < batch; row++) {
                Wide v = load(from + (size_t)row * P::padded + lane);
                sum = _mm512_add_ps(sum, v);
                store(to + row * P::width + lane, v);
            }
            store(biases + lane, fma(down, sum, load(biases + lane)));
        }
    }
};
