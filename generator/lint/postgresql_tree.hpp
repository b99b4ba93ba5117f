// Small questions to a tree of libpg_query in JSON: members that are left out, names, calls.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace tenon::lint {

/// The member, or null.
const nlohmann::json& member(const nlohmann::json& node, std::string_view name);
std::string text_of(const nlohmann::json& node, std::string_view name);
bool is_true(const nlohmann::json& node, std::string_view name);
/// A place in bytes; 0 where the tree leaves it out.
std::size_t place_of(const nlohmann::json& node);
/// [{"String": {"sval": "a"}}, …] as a list.
std::vector<std::string> strings(const nlohmann::json& list);
/// Whether a node of this name is in the tree.
bool holds(const nlohmann::json& tree, std::string_view node);
/// Whether the expression gives every row of one statement the same value: no call but of a clock
/// that stands still in a transaction.
bool is_same_for_all(const nlohmann::json& expression);
/// A name as SQL has to spell it.
std::string spelled(const std::string& name);

}  // namespace tenon::lint
