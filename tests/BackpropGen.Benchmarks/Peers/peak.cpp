// The fused multiply-adds a core can do: independent chains that touch no memory. One function a vector width; returns the floating
// point operations done.
#include <immintrin.h>
#define EXPORT extern "C" __attribute__((visibility("default"), noinline))

// 24 chains: more than latency times ports on any core, and few enough for the registers
#define CHAINS(_) _(0) _(1) _(2) _(3) _(4) _(5) _(6) _(7) _(8) _(9) _(10) _(11) _(12) _(13) _(14) _(15) _(16) _(17) _(18) _(19) _(20) _(21) _(22) _(23)
#define HALF(_) _(0) _(1) _(2) _(3) _(4) _(5) _(6) _(7) _(8) _(9) _(10) _(11)
#define WIDE(i) "vfmadd231ps %%zmm30, %%zmm31, %%zmm" #i "\n"
#define NARROW(i) "vfmadd231ps %%ymm14, %%ymm15, %%ymm" #i "\n"

#ifdef __AVX512F__
EXPORT double peak512(long rounds) {
    long left = rounds;
    asm volatile("vxorps %%zmm30, %%zmm30, %%zmm30\n vxorps %%zmm31, %%zmm31, %%zmm31\n .p2align 5\n1:\n" CHAINS(WIDE) "dec %0\n jnz 1b\n"
                 : "+r"(left)::"cc", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14",
                   "xmm15", "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm30", "xmm31");
    return rounds * 24. * 32;
}
#endif

EXPORT double peak256(long rounds) {
    long left = rounds;
    asm volatile("vxorps %%ymm14, %%ymm14, %%ymm14\n vxorps %%ymm15, %%ymm15, %%ymm15\n .p2align 5\n1:\n" HALF(NARROW) HALF(NARROW) "dec %0\n jnz 1b\n"
                 : "+r"(left)::"cc", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm14", "xmm15");
    return rounds * 24. * 16;
}
