// A declaration that libclang found, joined with what its tokens say: attributes, comments,
// initialisers, types as written. Gives the Draft's structs and enums.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "frontend/clang/attributes.hpp"
#include "frontend/clang/libclang.hpp"
#include "frontend/clang/member.hpp"
#include "frontend/clang/text_file.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::clang {

/// A file of the unit with everything that is read from its tokens.
struct Text {
  int number = 0;  ///< in Unit::files
  TextFile file;
  Attributes attributes;
  std::string header;       ///< as `#include "…"` names it
  bool is_project = false;  ///< a header of the run, or inside the project
  bool is_listed = false;   ///< a header of the run
  int rank = 0;             ///< place in the order of the run's headers
};

/// A struct and where its parts are.
struct ReadStruct {
  model::DraftStruct draft;
  bool is_table = false;
  std::vector<Member> members;
  std::vector<model::DraftField> hidden;  ///< private and protected ones
};

struct ReadEnum {
  model::DraftEnum draft;
  std::vector<Member> members;
};

/// A type of the users' own that is stored as another.
struct WrappedType {
  model::DraftType type;       ///< without a wrapper: what is wrong was told
  bool is_codec = false;       ///< else a struct of one member
  base::Span annotation = {};  ///< on that member, where it says nothing
  /// Why generated code cannot make or copy the type, as far as its declaration says.
  std::vector<UnitObstacle::Kind> obstacles = {};
};

/// By the canonical spelling of the C++ type.
using Wrappers = std::map<std::string, WrappedType>;

/// The user's types that fields may have, by qualified name.
struct KnownTypes {
  std::map<std::string, std::vector<std::string>> enumerators;  ///< of each enum
  std::map<std::string, bool> structs;  ///< whether it is a value object without 'embed'
  Wrappers wrappers;
};

/// Reads a declaration whose name stands in `text`; its annotations become attached.
ReadStruct read_struct(const UnitStruct& unit, const Unit& all, Text& text, const KnownTypes& types,
                       base::Diagnostics& diagnostics);
ReadEnum read_enum(const UnitEnum& unit, Text& text);

}  // namespace tenon::frontend::clang
