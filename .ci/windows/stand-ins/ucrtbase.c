/* Test-only shim: complex.h functions that Wine 10's ucrtbase lacks (MSVC ABI: struct of two reals). Everything else is forwarded by the .def file. */
#include <complex.h>
#include <math.h>
typedef struct {float r,i;} F; typedef struct {double r,i;} D;
static float complex f2c(F a){float complex z; __real__ z=a.r; __imag__ z=a.i; return z;} static F c2f(float complex z){F a={__real__ z,__imag__ z};return a;}
static double complex d2c(D a){double complex z; __real__ z=a.r; __imag__ z=a.i; return z;} static D c2d(double complex z){D a={__real__ z,__imag__ z};return a;}
#define X __declspec(dllexport)
#define R(n,e) X double x_##n(D a){return e;} X double x_##n##l(D a){return e;}
R(creal,a.r) R(cimag,a.i) R(carg,atan2(a.i,a.r))
R(cabs,hypot(a.r,a.i)) X float x_cabsf(F a){return hypotf(a.r,a.i);}
X float x_crealf(F a){return a.r;} X float x_cimagf(F a){return a.i;} X float x_cargf(F a){return atan2f(a.i,a.r);}
#define C(n) X D x_##n(D a){return c2d(n(d2c(a)));} X D x_##n##l(D a){return c2d(n(d2c(a)));} X F x_##n##f(F a){return c2f(n##f(f2c(a)));}
C(ccos) C(csin) C(ccosh) C(csinh) C(ctan) C(ctanh) C(cexp)
X D x_cpow(D a,D b){return c2d(cpow(d2c(a),d2c(b)));} X D x_cpowl(D a,D b){return c2d(cpow(d2c(a),d2c(b)));} X F x_cpowf(F a,F b){return c2f(cpowf(f2c(a),f2c(b)));}

#include <windows.h>
/* fenv_t must be filled by Wine's own fegetenv: its fesetenv decodes the layout. */
X int x_feholdexcept(void*e){int(*g)(void*)=(void*)GetProcAddress(GetModuleHandleA("ucrtorig.dll"),"fegetenv"); unsigned m; if(g) g(e);
 __asm__ volatile("stmxcsr %0":"=m"(m)); m=(m&~0x3fu)|0x1f80; __asm__ volatile("ldmxcsr %0"::"m"(m)); unsigned short c; __asm__ volatile("fnclex; fnstcw %0":"=m"(c)); c|=0x3f; __asm__ volatile("fldcw %0"::"m"(c)); return 0;}

