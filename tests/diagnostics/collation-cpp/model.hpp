#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <tenon/model.hpp>

enum class Role { reader, author };

struct [[tenon::table("people")]] Person {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::collate("C")]] std::int32_t number{};
  [[tenon::collate("C")]] Role role{};
  [[tenon::collate("C")]] std::vector<std::string> tags;
  [[tenon::collate]] std::string bare;
  [[tenon::collate("C", postgresql("POSIX"), sqlite("nocase"))]] std::string three;
  [[tenon::collate("")]] std::string empty;
  [[tenon::collate("C\" not null; --")]] std::string spliced;
  [[tenon::collate("\"app\".\"a\".\"b\"")]] std::string many;
  [[tenon::collate("\"app\".nocase")]] std::string half;
  [[tenon::collate("\"app")]] std::string unclosed;
  [[tenon::collate("\"\".\"a\"")]] std::string nameless;
  [[tenon::collate(postgresql("en US"))]] std::string spaced;
  [[tenon::collate("default")]] std::string usual;
  [[tenon::collate("C", sqlite("no_case"))]] std::string misspelt;
  [[tenon::collate(sqlite("unicode"))]] std::string unknown;
  [[tenon::collate("line\nbreak")]] std::string broken;
  [[tenon::collate(C)]] std::string word;
  [[tenon::collate("C"), tenon::collate("POSIX")]] std::string twice;
};
