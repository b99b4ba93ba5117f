#include "frontend/clang/member.hpp"

#include <algorithm>

namespace tenon::frontend::clang {
namespace {

bool is_access_label(const TextFile& file, std::size_t token) {
  return file.is(token + 1, ":") &&
         (file.is(token, "public") || file.is(token, "protected") || file.is(token, "private"));
}

// The token after this one, or after the bracket that it opens.
std::size_t step(const TextFile& file, std::size_t token) {
  const std::size_t partner = file.partner(token);
  return partner != no_token && partner > token ? partner + 1 : token + 1;
}

// Whether a `}` that was just passed ends a member: a function's body or a nested type's without
// declarators does; an initialiser is followed by one of these.
bool continues_after_brace(const TextFile& file, std::size_t token) {
  return file.is(token, ",") || file.is(token, "(") || file.is(token, "=") || file.is(token, ";") ||
         file.is(token, ")") || file.is(token, ":");
}

}  // namespace

std::size_t find_body(const TextFile& file, std::size_t name) {
  for (std::size_t i = name; i < file.size(); i = file.is(i, "{") ? i : step(file, i)) {
    if (file.is(i, "{")) return i;
    if (file.is(i, ";") || file.is(i, "}")) return no_token;
  }
  return no_token;
}

std::vector<Member> split_members(const TextFile& file, std::size_t open,
                                  const std::vector<std::size_t>& macros) {
  std::vector<Member> result;
  const std::size_t close = file.partner(open);
  if (close == no_token) return result;
  std::size_t i = open + 1;
  while (i < close) {
    while (is_access_label(file, i)) i += 2;
    Member member{i, i};
    while (i < close && !file.is(i, ";")) {
      if (std::binary_search(macros.begin(), macros.end(), file.tokens()[i].begin)) {
        i = file.is(i + 1, "(") ? step(file, i + 1) : i + 1;
        break;
      }
      const bool was_brace = file.is(i, "{");
      i = step(file, i);
      if (was_brace && !continues_after_brace(file, i)) break;
    }
    member.last = i < close ? i : close;
    if (member.last > member.first) result.push_back(member);
    if (i < close && file.is(i, ";")) ++i;
  }
  return result;
}

std::vector<Member> split_enumerators(const TextFile& file, std::size_t open) {
  std::vector<Member> result;
  const std::size_t close = file.partner(open);
  if (close == no_token) return result;
  std::size_t i = open + 1;
  while (i < close) {
    Member member{i, i};
    while (i < close && !file.is(i, ",")) i = step(file, i);
    member.last = i;
    if (member.last > member.first) result.push_back(member);
    ++i;
  }
  return result;
}

std::size_t reach_of(const TextFile& file, const std::vector<Member>& members, std::size_t index) {
  if (index + 1 < members.size()) return file.tokens()[members[index + 1].first].begin;
  // The last one: up to the brace that closes the body.
  std::size_t token = members[index].last;
  while (token < file.size() && !file.is(token, "}")) ++token;
  return token < file.size() ? file.tokens()[token].begin : file.text().size();
}

}  // namespace tenon::frontend::clang
