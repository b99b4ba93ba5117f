#include "frontend/clang/selection.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "frontend/clang/compiler_errors.hpp"
#include "frontend/clang/fitness.hpp"
#include "frontend/clang/wrapper.hpp"
#include "model/annotation_match.hpp"
#include "model/vocabulary.hpp"

namespace tenon::frontend::clang {
namespace {

class Selector {
 public:
  Selector(const Unit& unit, std::vector<Text>& texts, base::Diagnostics& diagnostics)
      : unit_(unit), texts_(texts), diagnostics_(diagnostics) {}

  Selection run() {
    read();
    for (std::size_t i = 0; i < structs_.size(); ++i)
      if (structs_[i].is_table && text_of(unit_.structs[i]).is_project) reach_struct(i);
    tell();
    std::vector<Taken> taken;
    Selection result;
    model::Draft& draft = result.draft;
    for (const std::size_t i : in_order(unit_.structs, reached_structs_)) {
      if (is_doubtful(structs_[i]) && !unit_.structs[i].is_nested)
        result.doubtful.push_back(
            {"::" + unit_.structs[i].qualified(), structs_[i].draft.name.span});
      draft.structs.push_back(structs_[i].draft);
      taken.push_back({&unit_.structs[i], &structs_[i].members, &structs_[i].draft});
    }
    for (const std::size_t i : in_order(unit_.enums, reached_enums_)) {
      draft.enums.push_back(enums_[i].draft);
      taken.push_back({&unit_.enums[i], &enums_[i].members, nullptr});
    }
    add_others(unit_.structs, reached_structs_, draft);
    add_others(unit_.enums, reached_enums_, draft);
    check_compiler_errors(unit_, texts_, taken, diagnostics_);
    // An unresolved type was told above; without a name nobody tells it again.
    for (model::DraftStruct& one : draft.structs)
      for (model::DraftField& field : one.fields)
        if (field.type.kind == model::DraftType::Kind::unresolved) field.type.name.clear();
    return result;
  }

 private:
  Text& text_of(const UnitDeclaration& one) {
    return texts_[static_cast<std::size_t>(one.place.file)];
  }

  // A field that needs a column and has none is an error already, and may be the cause.
  static bool is_doubtful(const ReadStruct& read) {
    bool result = false;
    for (const std::vector<model::DraftField>* fields : {&read.draft.fields, &read.hidden})
      for (const model::DraftField& field : *fields) {
        if (field.type.kind != model::DraftType::Kind::unknown) continue;
        if (!is_transient(field)) return false;
        result = true;
      }
    return result && !read.draft.is_broken;
  }

  // Neither one value under a name of its own nor a class that hides what it holds.
  static bool is_like_object(const UnitStruct& one) {
    const auto is_public = [](const UnitField& field) { return field.is_public; };
    if (!one.bases.empty() || one.fields.empty()) return true;
    return one.fields.size() > 1 && std::any_of(one.fields.begin(), one.fields.end(), is_public);
  }

  // What a macro wrote has no tokens of its own; its attributes are told as annotation-in-macro.
  static bool is_readable(const UnitDeclaration& one) {
    return !one.in_macro && one.place.file >= 0 && one.begin.file == one.place.file;
  }

  void read() {
    KnownTypes types;
    for (std::size_t i = 0; i < unit_.enums.size(); ++i) {
      const UnitEnum& one = unit_.enums[i];
      enums_.push_back(is_readable(one) ? read_enum(one, text_of(one)) : ReadEnum{});
      if (!is_readable(one)) continue;
      enum_by_name_.emplace(one.qualified(), i);
      std::vector<std::string>& names = types.enumerators[one.qualified()];
      for (const UnitName& name : one.enumerators) names.push_back(name.name);
    }
    wrappers_ = types.wrappers = read_wrappers(unit_, texts_, diagnostics_);
    const auto is_read_struct = [](const UnitStruct& one) {
      return !one.name.empty() && is_readable(one);
    };
    for (const UnitStruct& one : unit_.structs)
      if (is_read_struct(one)) types.structs.emplace(one.qualified(), is_like_object(one));
    for (std::size_t i = 0; i < unit_.structs.size(); ++i) {
      const UnitStruct& one = unit_.structs[i];
      const bool is_read = is_read_struct(one);
      structs_.push_back(is_read ? read_struct(one, unit_, text_of(one), types, diagnostics_)
                                 : ReadStruct{});
      if (is_read) struct_by_name_.emplace(one.qualified(), i);
    }
    reached_structs_.assign(structs_.size(), false);
    reached_enums_.assign(enums_.size(), false);
  }

  void reach_struct(std::size_t index) {
    if (reached_structs_[index]) return;
    reached_structs_[index] = true;
    for (const auto& base : structs_[index].draft.bases)
      if (const auto found = struct_by_name_.find(base.value); found != struct_by_name_.end())
        reach_struct(found->second);
    for (const model::DraftField& field : structs_[index].draft.fields) {
      if (field.type.kind != model::DraftType::Kind::named) continue;
      if (const auto found = enum_by_name_.find(field.type.name); found != enum_by_name_.end())
        reached_enums_[found->second] = true;
      if (const auto found = struct_by_name_.find(field.type.name); found != struct_by_name_.end())
        reach_struct(found->second);
    }
  }

  void tell() {
    for (std::size_t i = 0; i < structs_.size(); ++i) {
      const model::DraftStruct& draft = structs_[i].draft;
      if (reached_structs_[i]) {
        tell_nested(unit_.structs[i], "struct", draft.name);
        check_fitness(unit_.structs[i], structs_[i], text_of(unit_.structs[i]), diagnostics_);
        check_wrapped(draft.fields, wrappers_, told_, diagnostics_);
        tell_unguarded(unit_.structs[i]);
      } else if (text_of(unit_.structs[i]).is_project && tell_unknown_words(draft)) {
        // Perhaps it was meant to be an entity: a reference to it is no further error.
        structs_[i].draft.is_broken = true;
        reached_structs_[i] = true;
      } else if (!draft.annotations.empty() && text_of(unit_.structs[i]).is_project) {
        diagnostics_.warning(base::codes::missing_table, draft.name.span,
                             "struct " + base::quote(draft.name.value) +
                                 " has annotations but no 'table', and no table has it as a base",
                             "add tenon::table(\"…\")");
      }
    }
    for (std::size_t i = 0; i < enums_.size(); ++i)
      if (reached_enums_[i]) {
        tell_nested(unit_.enums[i], "enum", enums_[i].draft.name);
        tell_unguarded(unit_.enums[i]);
      }
  }

  // Nobody else looks at the annotations of a struct without 'table'.
  bool tell_unknown_words(const model::DraftStruct& draft) {
    bool is_told = false;
    for (const model::Annotation& one : draft.annotations) {
      if (model::find_word(one.word, model::Place::entity) != nullptr) continue;
      model::look_up(one, model::Place::entity, diagnostics_);
      is_told = true;
    }
    return is_told;
  }

  // Generated headers include the models' headers, a file often several of them.
  void tell_unguarded(const UnitDeclaration& one) {
    if (unit_.files[static_cast<std::size_t>(one.place.file)].has_guard) return;
    const int source = text_of(one).file.source();
    diagnostics_.error(base::codes::missing_include_guard, {source, 0, 0},
                       "this header declares models and cannot be included twice",
                       "begin it with '#pragma once'");
  }

  void tell_nested(const UnitDeclaration& one, const std::string& what,
                   const base::Located<std::string>& name) {
    if (!one.is_nested) return;
    diagnostics_.error(base::codes::nested_declaration, name.span,
                       what + " " + base::quote(name.value) +
                           " is not at namespace level, so generated code cannot name it",
                       "declare it in a named namespace, outside of other types");
  }

  // Types of the run's own headers; what they include may have been generated from them.
  template <class Units>
  void add_others(const Units& units, const std::vector<bool>& reached, model::Draft& draft) {
    for (std::size_t i = 0; i < units.size(); ++i) {
      const UnitDeclaration& one = units[i];
      if (reached[i] || one.is_nested || one.name.empty() || !is_readable(one)) continue;
      const Text& text = text_of(one);
      if (text.is_listed)
        draft.others.push_back(
            {one.qualified(),
             {text.file.source(), one.place.offset, one.place.offset + one.name.size()}});
    }
  }

  template <class Units>
  std::vector<std::size_t> in_order(const Units& units, const std::vector<bool>& reached) {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < units.size(); ++i)
      if (reached[i]) result.push_back(i);
    std::stable_sort(result.begin(), result.end(), [&](std::size_t a, std::size_t b) {
      return text_of(units[a]).rank < text_of(units[b]).rank;
    });
    return result;
  }

  const Unit& unit_;
  std::vector<Text>& texts_;
  base::Diagnostics& diagnostics_;
  std::vector<ReadStruct> structs_;
  std::vector<ReadEnum> enums_;
  Wrappers wrappers_;
  std::set<std::string> told_;  // types of the users' own that were looked at
  std::map<std::string, std::size_t> struct_by_name_;
  std::map<std::string, std::size_t> enum_by_name_;
  std::vector<bool> reached_structs_;
  std::vector<bool> reached_enums_;
};

}  // namespace

Selection select(const Unit& unit, std::vector<Text>& texts, base::Diagnostics& diagnostics) {
  return Selector{unit, texts, diagnostics}.run();
}

}  // namespace tenon::frontend::clang
