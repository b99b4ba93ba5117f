#include "rules.hpp"

#include <tenon/violations.hpp>

#include "product_dto.hpp"

namespace shop {

namespace {

void check_sale(bool on_sale, Availability availability, tenon::Violations& violations) {
  if (on_sale && availability == Availability::discontinued)
    violations.add("on_sale", "value_error", "Value error, what is discontinued cannot be on sale",
                   {{"error", "what is discontinued cannot be on sale"}});
}

}  // namespace

void validate_extra(const ProductCreate& product, tenon::Violations& violations) {
  check_sale(product.on_sale, product.availability, violations);
}

void validate_extra(const ProductUpdate& product, tenon::Violations& violations) {
  // Of a PATCH only what it says itself can be judged here.
  if (product.on_sale && product.availability)
    check_sale(*product.on_sale, *product.availability, violations);
}

}  // namespace shop
