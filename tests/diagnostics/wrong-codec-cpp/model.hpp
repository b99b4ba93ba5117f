#pragma once
#include <optional>
#include <string>
#include <tenon/model.hpp>

namespace shop {
class Money { int cents_ = 0; };
class Colour { int code_ = 0; };
class Shape { int code_ = 0; };
class Sku { int code_ = 0; };
class Size { int code_ = 0; };
}  // namespace shop

template <>
struct tenon::Codec<shop::Money> {};

template <>
struct tenon::Codec<shop::Colour> {
  using Stored = unsigned;
  static Stored encode(const shop::Colour&);
  static shop::Colour decode(Stored);
};

template <>
struct tenon::Codec<shop::Shape> {
  using Stored = std::optional<std::string>;
  static Stored encode(const shop::Shape&);
  static shop::Shape decode(Stored);
};

template <>
struct tenon::Codec<shop::Sku> {
  using Stored = std::string;
  static shop::Sku decode(Stored);
};

template <>
struct tenon::Codec<shop::Size> {
  using Stored = tenon::Decimal;
  static Stored encode(const shop::Size&);
};

namespace shop {
struct [[tenon::table("items")]] Item {
  [[tenon::primary_key]] std::int64_t id{};
  Money price;
  Colour colour;
  std::optional<Shape> shape;
  Sku sku;
  Size size;
};
}  // namespace shop
