/* Test-only stand-in: Wine 8 has no bcryptprimitives.dll, from which Rust's standard library (pydantic-core) takes its random bytes. */
#include <stddef.h>
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *buffer, unsigned long length);
__declspec(dllexport) int ProcessPrng(unsigned char *bytes, size_t length) { return SystemFunction036(bytes, (unsigned long)length); }
