// The shop at work: JSON comes in, is checked, becomes rows, goes out as JSON. `shop_demo [URL]`.
#include <iostream>
#include <string>

#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/http.hpp>
#include <tenon/session.hpp>

#include "buyer_json.hpp"
#include "buyer_repository.hpp"
#include "order_line_repository.hpp"
#include "order_repository.hpp"
#include "product_json.hpp"
#include "product_repository.hpp"
#include "product_table.hpp"

namespace {

void print(const tenon::HttpAnswer& answer) {
  std::cout << "  " << answer.status << " " << answer.body << "\n";
}

/// A body as a web server would hand it over; the answer to a bad one is the report, as FastAPI
/// would send it.
std::optional<shop::Product> add_product(tenon::Session& session, const std::string& body) {
  tenon::Violations violations;
  const std::optional<shop::ProductCreate> product =
      shop::product_create_from_json(body, violations);
  if (!product) {
    print(tenon::http_answer(violations));
    return std::nullopt;
  }
  shop::Product made = shop::ProductRepository{session}.create(*product);
  std::cout << "  201 " << to_json(shop::to_read(made)) << "\n";
  return made;
}

shop::Buyer sign_up(tenon::Session& session, const std::string& body) {
  tenon::Violations violations;
  std::optional<shop::BuyerCreate> buyer = shop::buyer_create_from_json(body, violations);
  if (!buyer) throw tenon::Error{tenon::ErrorKind::bad_value, violations.to_json()};
  buyer->password_hash = "argon2:" + std::to_string(buyer->password->size());
  shop::Buyer made = shop::BuyerRepository{session}.create(*buyer);
  std::cout << "  201 " << to_json(shop::to_read(made)) << "\n";
  return made;
}

/// PATCH /products/{id}: absent members stay, null clears, a value sets. What the rules refuse is
/// 422, what the database refuses 409, each at its field.
tenon::HttpAnswer patch_product(tenon::Session& session, std::int64_t id, const std::string& body) {
  tenon::Violations violations;
  const std::optional<shop::ProductUpdate> changes =
      shop::product_update_from_json(body, violations);
  if (!changes) return tenon::http_answer(violations);
  tenon::Savepoint before = session.savepoint();
  try {
    const shop::Product changed = shop::ProductRepository{session}.update(id, *changes);
    before.release();
    return {200, to_json(shop::to_read(changed))};
  } catch (const tenon::Error& error) {
    before.rollback();
    return tenon::http_answer(error);
  }
}

void clear(tenon::Session& session) {
  shop::OrderRepository orders{session};
  for (const shop::Order& order : orders.list({.limit = 1000}).items) orders.remove(order.id);
  shop::ProductRepository products{session};
  for (const shop::Product& product : products.list({.limit = 1000}).items)
    products.remove(product.id);
  shop::BuyerRepository buyers{session};
  for (const shop::Buyer& buyer : buyers.list({.limit = 1000}).items) buyers.remove(buyer.id);
}

}  // namespace

int main(int argc, char** argv) try {
  tenon::Engine engine{argc > 1 ? argv[1] : "sqlite:///shop.db"};
  tenon::Session session = engine.session();
  clear(session);

  add_product(session, R"({"sku": "mug", "name": "", "price": "4.999", "colour": "red"})");
  const auto mug = add_product(
      session, R"({"sku": "MU-0001", "name": "Mug", "price": "4.90", "weight_kg": 0.3})");
  const shop::Buyer ada = sign_up(
      session, R"({"email": "ada@example.org", "name": "Ada", "password": "analytical engine"})");

  const shop::Order order = shop::OrderRepository{session}.create({.buyer_id = ada.id});
  shop::OrderLineRepository lines{session};
  lines.create(
      {.order_id = order.id, .product_id = mug->id, .quantity = 2, .unit_price = mug->price});
  tenon::Decimal total = 0;
  for (const shop::OrderLine& line : lines.list({.limit = 100}).items)
    total += line.unit_price * line.quantity;
  std::cout << "  order " << order.id << " comes to " << to_string(total) << "\n";

  add_product(session, R"({"sku": "CU-0001", "name": "Cup", "price": "3.90"})");
  print(patch_product(session, mug->id, R"({"on_sale": true, "weight_kg": null})"));
  print(patch_product(session, mug->id, R"({"name": null, "weight_kg": -1})"));
  print(patch_product(session, mug->id, R"({"on_sale": true, "availability": "discontinued"})"));
  print(patch_product(session, mug->id, R"({"sku": "CU-0001"})"));
  print(patch_product(session, -1, R"({"on_sale": true})"));
  session.commit();
  return 0;
} catch (const tenon::Error& error) {
  std::cerr << "shop_demo: " << error.what() << "\n";
  return 3;
}
