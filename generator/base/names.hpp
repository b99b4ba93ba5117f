// Names: from one style into another, what C++ reserves, and which known word a user may have
// meant. Used by checks, by the words of files and classes, and by every “did you mean”.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::base {

/// A letter or underscore, then letters, digits, underscores (ASCII only).
bool is_identifier(std::string_view text);

/// A keyword of C++20, or an alternative token such as `and`.
bool is_cpp_keyword(std::string_view word);

/// An identifier that C++ keeps for the implementation: with two underscores in a row, or an
/// underscore and a capital at its start.
bool is_reserved_identifier(std::string_view word);

/// Identifiers with `::` between them that C++ leaves to users: a namespace's name.
bool is_namespace(std::string_view text);

/// A namespace in which `std::` or `tenon::` would be another one than generated code means.
bool is_taken_namespace(std::string_view text);

/// A name that the standard headers, or the compiler itself, define as a macro: errno, EOF,
/// INT64_MAX, linux. Where it stands for something else, generated code would not compile.
bool is_standard_macro(std::string_view word);

/// UserPost, userPost and HTTPServer to user_post, user_post and http_server.
std::string snake_case(std::string_view name);

/// user_post to UserPost.
std::string camel_case(std::string_view name);

/// How many letters must be changed, left out, added or swapped with their neighbour to make one
/// word of the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that is nearest to the word, if one is near enough to be meant (a third of its
/// letters; the first of equals); letter case counts little.
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates);

/// "did you mean 'x'?", or "" when no candidate is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

/// The same, or, when no name is near, what there is: "its fields are: a, b".
std::string known_hint(std::string_view word, std::vector<std::string> candidates,
                       std::string_view what);

}  // namespace tenon::base
