// From the names of tables and columns to those of C++: entities are in the singular and CamelCase,
// members in snake_case, and nothing is a word that C++ keeps for itself.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::import {

/// The last word of a name in snake_case in the singular: "users" is user, "order_categories" is
/// order_category; what is no plural ("news", "status", "series") stays.
std::string singular(std::string_view name);

/// The last word in the plural.
std::string plural(std::string_view name);

/// Letters, digits and underscores alone, the words apart: "Order-Items" is order_items.
std::string snake_words(std::string_view name);

/// A member's name: snake_words, with an underscore behind what C++ keeps, `before` in front of a
/// digit.
std::string member_name(std::string_view name, std::string_view before);

/// A struct's name: UserAccount of "user_accounts".
std::string type_name(std::string_view table);

/// The first of the candidates that is free; the last one with a number behind it when none is.
std::string first_free(const std::vector<std::string>& candidates,
                       const std::function<bool(const std::string&)>& is_free);

}  // namespace tenon::import
