// SHA-256 (FIPS 180-4), with the processor's own instructions where it has them.
#pragma once
#include <stddef.h>
#include <stdint.h>

// The leaf of RFC 9162: SHA-256(0x00 ‖ text).
void leaf_hash(const char *text, size_t length, uint8_t digest[32]);

// Which instructions are used.
const char *sha256_kind(void);
