// What libclang knows of the users' headers, as plain values: declarations with places and resolved
// types, its diagnostics, the ranges it skipped. libclang itself is known in libclang.cpp
// and libclang_cursor only; attributes, comments and initialisers are not here, they are read from
// tokens (attributes.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "model/draft.hpp"

namespace tenon::frontend::clang {

/// A byte in a file of the unit; file -1 is no place.
struct Place {
  int file = -1;
  std::size_t offset = 0;

  friend bool operator==(const Place& a, const Place& b) {
    return a.file == b.file && a.offset == b.offset;
  }
};

/// A file of the users' (no system header) that was read.
struct UnitFile {
  std::string path;  ///< as libclang was told; absolute
  std::string text;
  int root = -1;  ///< the header of the run that brought it in
  std::vector<std::pair<std::size_t, std::size_t>>
      skipped;            ///< false branches of #if, as [begin, end)
  bool has_guard = true;  ///< may be included twice: #pragma once, or a macro around it
};

/// A type as libclang resolved it; `type.name` is the qualified name of an enum, and the canonical
/// spelling of a struct that is none of ours.
struct UnitType {
  model::DraftType type;
  bool is_bare_int =
      false;               ///< `int` without an alias: also what libclang makes of an unknown type
  bool is_broken = false;  ///< names an alias in whose declaration the compiler has an error
};

struct UnitField {
  std::string name;
  Place place;
  UnitType type;
  std::string spelling;                ///< of the type, as libclang writes it
  bool is_public = true;               ///< else it has no column
  bool in_macro = false;               ///< written by a macro's expansion
  bool has_macro_initializer = false;  ///< in_macro, and with an initialiser
  /// What the compiler makes of the initialiser of a bool, an enum, an integer or a floating-point
  /// number, or of an optional one: "true", "author", "-9223372036854775808", "1e+300"; "" when it
  /// is no constant expression.
  std::string constant;
};

struct UnitName {
  std::string name;
  Place place;
};

/// Why generated code could not use a struct: it makes objects without arguments, copies them and
/// gives their members values by name.
struct UnitObstacle {
  enum class Kind {
    no_default_constructor,  ///< constructors are declared, and none without arguments is usable
    deleted_copy,            ///< a copying or moving member is deleted, private, or takes the
                             ///< implicit copy away
    hidden_destructor,       ///< deleted, or not public
    virtual_member,          ///< a virtual function
    virtual_base,
    anonymous_member,  ///< a struct or union without a name, whose members are the struct's
    reference,         ///< a data member that is a reference
  };
  Kind kind;
  std::string name;
  Place place;
};

/// A struct or enum with its definition. Fields are the non-static ones.
struct UnitDeclaration {
  std::string name;
  std::string space;       ///< enclosing namespaces and structs, with `::`
  bool is_nested = false;  ///< in a struct, a function or an unnamed namespace
  bool in_macro = false;
  Place begin;  ///< the keyword struct, class or enum
  Place place;  ///< the name
  Place end;

  std::string qualified() const { return space.empty() ? name : space + "::" + name; }
};

struct UnitStruct : UnitDeclaration {
  std::vector<UnitName> bases;  ///< qualified names
  std::vector<UnitField> fields;
  std::vector<UnitObstacle> obstacles;
  bool is_union = false;
};

struct UnitEnum : UnitDeclaration {
  bool is_scoped = true;
  std::vector<UnitName> enumerators;
  std::vector<unsigned long long> values;  ///< of the enumerators, as bits
};

/// A class template or a specialisation of one, which can be no model.
struct UnitTemplate {
  std::string name;
  Place begin;  ///< the keyword template
  Place end;
};

/// A specialisation of tenon::Codec.
struct UnitCodec {
  std::string type;  ///< the canonical spelling of its argument
  Place place;       ///< the name Codec
  bool is_partial = false;
  bool has_stored = false;
  bool has_encode = false;
  bool has_decode = false;
  model::DraftType stored;
  std::string stored_spelling;
};

struct UnitDiagnostic {
  bool is_error = false;
  std::string message;
  std::string option;  ///< "-Wunknown-attributes"
  Place place;         ///< in the text that the user reads: where a macro is used
  Place spelling;      ///< where the word stands; differs from place inside macros
  std::string file;    ///< the path, also when it is no file of the unit
  bool in_macro = false;
};

struct Unit {
  std::vector<UnitFile> files;
  std::vector<UnitStruct> structs;  ///< in the order of the text that the compiler sees
  std::vector<UnitEnum> enums;
  std::vector<UnitTemplate> templates;
  std::vector<UnitCodec> codecs;
  std::vector<UnitDiagnostic> diagnostics;
  std::vector<Place> macro_uses;          ///< sorted by file and offset
  std::vector<std::string> opened_files;  ///< every file on disk that was read, in order
  bool has_unknown_constants = false;     ///< an initialiser of a number that is no constant
  std::string failure;                    ///< why libclang gave nothing at all; "" is none
};

/// A file that exists in memory only, or is read from memory instead of the disk.
struct MemoryFile {
  std::string path;
  std::string text;
};

/// libclang's own name and version.
std::string compiler_version();

/// Parses one translation unit. `main` is the path (of a memory file) of its source, which includes
/// every header of the run.
Unit parse(const std::string& main, const std::vector<std::string>& arguments,
           const std::vector<MemoryFile>& memory);

}  // namespace tenon::frontend::clang
