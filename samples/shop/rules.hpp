// Rules of the shop that no annotation says. The generated `validate` finds them by their names.
#pragma once

#include <tenon/fwd.hpp>

namespace shop {

struct ProductCreate;
struct ProductUpdate;

/// What is discontinued is not on sale.
void validate_extra(const ProductCreate& product, tenon::Violations& violations);
void validate_extra(const ProductUpdate& product, tenon::Violations& violations);

}  // namespace shop
