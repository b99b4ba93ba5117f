// select<…> of a shape that has relations
#include <tenon/session.hpp>

#include "account_repository.hpp"
#include "link_with_via_shape.hpp"

void read(forms::AccountRepository& accounts) {
#ifdef BAD
  accounts.select<forms::LinkWithVia>();  // here: delete
#else
  accounts.select<forms::AccountFace>();
#endif
}
