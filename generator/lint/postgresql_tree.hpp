// Small questions to a tree of libpg_query in JSON: members that are left out, names, calls.
#pragma once

#include <set>
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
/// The tree without its places, which differ where nothing else does.
nlohmann::json without_places(const nlohmann::json& tree);
/// The last name of a type that the server has, else all of it: "int4", "app.json".
std::string type_name(const nlohmann::json& type);
/// What a type, function, sequence or schema is called, where "public" is nothing.
std::string object_key(const std::string& kind, std::vector<std::string> names);
/// The names of all nodes and members in the tree, as long as that lives.
void find_nodes(const nlohmann::json& tree, std::set<std::string_view>& found);
/// OBJECT_MATVIEW: "materialized view".
std::string object_kind(const std::string& object);
/// The names of an object, its schema first; of a trigger the last one is its own.
std::vector<std::string> object_names(const nlohmann::json& object);
/// Whether the options name it: (FULL), (FULL true) and (FULL 1) do, (FULL off) does not.
bool has_option(const nlohmann::json& options, std::string_view name);
/// Whether they name it at all.
bool names_option(const nlohmann::json& options, std::string_view name);
/// Whether the expression gives every row of one statement the same value: no call but of a clock
/// that stands still in a transaction.
bool is_same_for_all(const nlohmann::json& expression);
/// As much of the name as so many bytes hold, cut between two characters as the server does.
std::string shortened(std::string name, std::size_t bytes);
/// A name as SQL has to spell it.
std::string spelled(const std::string& name);

}  // namespace tenon::lint
