// A comment before it is fine.
#ifndef GUARDED_HPP
#define GUARDED_HPP
struct Guarded {
  int x = 0;
};
#endif
