// What a front end read, before anything is judged: structs with their fields, enums, annotations
// as words with arguments. Both front ends make it, model/check turns it into a Model. Nothing here
// knows libclang, JSON Schema or SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/source.hpp"
#include "model/wrapper.hpp"

namespace tenon::model {

/// One argument of an annotation, as a small tree. `references(User::id, on_delete(cascade))` is a
/// call of two arguments: the word "User.id" (`::` and `.` are the same to us) and a call
/// "on_delete" with the word "cascade".
struct Argument {
  enum class Kind {
    word,    ///< an identifier, perhaps qualified: cascade, User.id, *; a leading minus is kept:
             ///< -created_at
    text,    ///< a string literal, already unescaped
    number,  ///< a numeric literal as it was written, sign included
    call,    ///< word(arguments…)
    tuple,   ///< (arguments…) without a word
  };
  Kind kind = Kind::word;
  std::string text;  ///< the word, the text, the number as written, or the called word
  std::vector<Argument> arguments;
  base::Span span;

  friend bool operator==(const Argument& a, const Argument& b) {
    return a.kind == b.kind && a.text == b.text && a.arguments == b.arguments;
  }
};

/// An annotation: a word of model/vocabulary (not checked yet) with its arguments. The span is that
/// of the word.
struct Annotation {
  std::string word;
  std::vector<Argument> arguments;
  base::Span span;

  friend bool operator==(const Annotation& a, const Annotation& b) {
    return a.word == b.word && a.arguments == b.arguments;
  }
};

/// A field's type as the front end understood it.
struct DraftType {
  enum class Kind {
    boolean,
    int16,
    int32,
    int64,
    float32,
    float64,
    string,
    bytes,
    uuid,
    decimal,
    timestamp,
    date,
    local_timestamp,
    time,
    interval,
    json,
    named,      ///< an enum or struct, by qualified name in `name`
    unknown,    ///< could not be mapped: `name` holds it as the user wrote it
    unresolved  ///< the compiler could not resolve it: `name` holds it as the user wrote it
  };
  Kind kind = Kind::unknown;
  bool optional = false;  ///< std::optional<T>, or NULL allowed in JSON Schema
  std::string name;  ///< as the user wrote it, or the qualified name of a named type ("blog::Role")
  base::Span span;
  std::optional<Wrapper> wrapper = {};  ///< the C++ type around a value of this kind
  std::string meaning = {};             ///< of an unknown type: what its aliases stand for, or ""
  /// std::vector<T>, an array in JSON: all but `optional` is the elements'.
  bool is_list = false;

  friend bool operator==(const DraftType& a, const DraftType& b) {
    return a.kind == b.kind && a.optional == b.optional && a.is_list == b.is_list &&
           a.name == b.name && a.wrapper == b.wrapper;
  }
};

/// A default initialiser. `{}` and no initialiser are both “none”; an empty list is one with its
/// type before the braces (in JSON `[]`).
struct DraftValue {
  enum class Kind { boolean, number, text, enumerator, list, other };
  Kind kind = Kind::other;
  std::string text;  ///< true/false, the number as written (digits without separators or suffix),
                     ///< the unescaped text, the enumerator's name, or the source text of what we
                     ///< do not understand
  base::Span span;
  std::vector<DraftValue> elements = {};  ///< of a list, which has no text

  friend bool operator==(const DraftValue& a, const DraftValue& b) {
    return a.kind == b.kind && a.text == b.text && a.elements == b.elements;
  }
};

struct DraftField {
  base::Located<std::string> name;
  DraftType type;
  std::optional<DraftValue> initializer;
  std::vector<Annotation> annotations;
  std::string
      comment;  ///< the doc comment's text, markers stripped, lines joined by '\n'; "" is none
  base::Span deprecated = {};  ///< as in DraftEnumerator

  bool operator==(const DraftField&) const = default;
};

struct DraftStruct {
  base::Located<std::string> name;                ///< without namespace
  std::string space;                              ///< the namespace: "blog", "a::b", or ""
  std::string header;                             ///< the file as `#include "…"` names it
  std::vector<base::Located<std::string>> bases;  ///< qualified names, in order
  std::vector<DraftField> fields;
  std::vector<Annotation> annotations;
  std::string comment;
  base::Span deprecated = {};  ///< as in DraftEnumerator
  bool is_generated = false;   ///< the C++ struct is to be written by us (JSON models)
  bool is_broken = false;  ///< an error was told that hides parts of it: what is missing then is no
                           ///< further cause

  bool operator==(const DraftStruct&) const = default;
};

struct DraftEnumerator {
  base::Located<std::string> name;
  std::vector<Annotation> annotations;
  std::string comment;
  /// The enumerator before it that has the same value in C++, or "".
  std::string same_as = {};
  base::Span deprecated = {};  ///< C++'s own [[deprecated]], which no generated code can live with

  bool operator==(const DraftEnumerator&) const = default;
};

struct DraftEnum {
  base::Located<std::string> name;
  std::string space;
  std::string header;
  std::vector<DraftEnumerator> enumerators;
  std::vector<Annotation> annotations;
  std::string comment;
  base::Span deprecated = {};  ///< as in DraftEnumerator
  bool is_scoped = true;       ///< enum class; a plain enum is refused by check
  bool is_generated = false;
  bool is_broken = false;  ///< as in DraftStruct

  bool operator==(const DraftEnum&) const = default;
};

/// Everything that the front ends read, in the user's order (files in the order of the project,
/// declarations in theirs).
struct Draft {
  std::vector<DraftStruct> structs;
  std::vector<DraftEnum> enums;
  /// Qualified names of the other types that the models' own headers define: they are taken.
  std::vector<base::Located<std::string>> others = {};

  bool operator==(const Draft&) const = default;
};

}  // namespace tenon::model
