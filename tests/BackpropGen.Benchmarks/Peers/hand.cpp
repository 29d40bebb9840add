// The hand-written peers: what an expert writes for these very shapes with AVX-512. PART picks a share, to compile them side by side.
#include "hand_batch.h"
#include "hand_row.h"
#include "hand_w1.h"
#include "hand_w2_batch.h"

template <int batch, int height, int vectors> using W3 = BatchNetwork<Head::Classes, height, vectors, batch, 64, 64, 64, 10>;
template <int batch, int height, int vectors> using W4 = BatchNetwork<Head::Classes, height, vectors, batch, 784, 128, 10>;
template <int batch, int height, int vectors> using W5 = BatchNetwork<Head::Classes, height, vectors, batch, 784, 512, 512, 10>;
template <int batch, int height, int vectors> using W6 = BatchNetwork<Head::Values, height, vectors, batch, 1024, 2048, 2048, 1024>;
template <bool sparse> using W3Row = RowNetwork<sparse, true, 64, 64, 64, 10>;
template <bool sparse> using W4Row = RowNetwork<sparse, true, 784, 128, 10>;
template <bool sparse> using W5Row = RowNetwork<sparse, true, 784, 512, 512, 10>;
template <bool sparse> using W6Row = RowNetwork<sparse, false, 1024, 2048, 2048, 1024>;

static const Contender table[] = {
#if PART == 0
    stepper<W1, 1>("hand", "W1"), rower<W1>("hand", "W1"), predictor<W1, 1>("hand", "W1"), predictor<W1Batch<256>, 256>("hand", "W1"),
    stepper<W2, 1>("hand", "W2"), predictor<W2, 1>("hand", "W2"), stepper<W2Batch, 16>("hand", "W2"), predictor<W2Predict<256>, 256>("hand", "W2"),
    stepper<W3Row<false>, 1>("hand dense", "W3"), stepper<W3Row<true>, 1>("hand sparse", "W3"),
    stepper<W4Row<false>, 1>("hand dense", "W4"), stepper<W4Row<true>, 1>("hand sparse", "W4"),
    stepper<W5Row<false>, 1>("hand dense", "W5"), stepper<W5Row<true>, 1>("hand sparse", "W5"),
    predictor<W3Row<false>, 1>("hand dense", "W3"), predictor<W3Row<true>, 1>("hand sparse", "W3"),
    predictor<W4Row<false>, 1>("hand dense", "W4"), predictor<W4Row<true>, 1>("hand sparse", "W4"),
    predictor<W5Row<false>, 1>("hand dense", "W5"), predictor<W5Row<true>, 1>("hand sparse", "W5"),
    predictor<W6Row<false>, 1>("hand dense", "W6"), predictor<W6Row<true>, 1>("hand sparse", "W6"),
#elif PART == 1
    stepper<W3<32, 12, 2>, 32>("hand 12x2", "W3"), predictor<W3<256, 12, 2>, 256>("hand 12x2", "W3"),
    stepper<W4<64, 12, 2>, 64>("hand 12x2", "W4"), stepper<W4<256, 12, 2>, 256>("hand 12x2", "W4"), predictor<W4<256, 12, 2>, 256>("hand 12x2", "W4"),
    stepper<W5<256, 12, 2>, 256>("hand 12x2", "W5"), predictor<W5<256, 12, 2>, 256>("hand 12x2", "W5"),
    stepper<W6<256, 12, 2>, 256>("hand 12x2", "W6"), predictor<W6<256, 12, 2>, 256>("hand 12x2", "W6"),
#elif PART == 2
    stepper<W3<32, 7, 4>, 32>("hand 7x4", "W3"), predictor<W3<256, 7, 4>, 256>("hand 7x4", "W3"),
    stepper<W4<64, 7, 4>, 64>("hand 7x4", "W4"), stepper<W4<256, 7, 4>, 256>("hand 7x4", "W4"), predictor<W4<256, 7, 4>, 256>("hand 7x4", "W4"),
    stepper<W3<32, 8, 2>, 32>("hand 8x2", "W3"), predictor<W3<256, 8, 2>, 256>("hand 8x2", "W3"),
    stepper<W4<64, 8, 2>, 64>("hand 8x2", "W4"), stepper<W4<256, 8, 2>, 256>("hand 8x2", "W4"), predictor<W4<256, 8, 2>, 256>("hand 8x2", "W4"),
    stepper<W5<256, 7, 4>, 256>("hand 7x4", "W5"), predictor<W5<256, 7, 4>, 256>("hand 7x4", "W5"),
    stepper<W6<256, 7, 4>, 256>("hand 7x4", "W6"), predictor<W6<256, 7, 4>, 256>("hand 7x4", "W6"),
#endif
};

extern "C" const Contender *contenders(int *count) {
    *count = sizeof table / sizeof *table;
    return table;
}
