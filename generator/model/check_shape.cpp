#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

const ShapeWords* find_shape(const EntityDraft& entity, const std::string& name) {
  for (const ShapeWords& shape : entity.words.shapes)
    if (shape.name.value == name) return &shape;
  return nullptr;
}

// A shape whose words could not be read was told where it stands.
bool is_said_shape(const EntityDraft& entity, const std::string& name) {
  const std::vector<Annotation>& words = entity.drafted->annotations;
  return std::any_of(words.begin(), words.end(), [&](const Annotation& one) {
    return one.word == "shape" && !one.arguments.empty() && one.arguments[0].text == name;
  });
}

void add_said(const std::vector<Annotation>& words, std::set<std::string>& names) {
  for (const Annotation& word : words) {
    if (word.word == "link" && !word.arguments.empty()) names.insert(word.arguments[0].text);
    for (const Argument& argument : word.arguments)
      if ((argument.text == "relation" || argument.text == "inverse") &&
          !argument.arguments.empty())
        names.insert(argument.arguments[0].text);
  }
}

// The names of relations that an error keeps from being any: nobody is told that they are unknown.
std::set<std::string> broken_relations(const std::vector<EntityDraft>& entities) {
  std::set<std::string> names;
  for (const EntityDraft& one : entities) {
    add_said(one.drafted->annotations, names);
    for (const FieldDraft& field : one.fields) add_said(field.drafted->annotations, names);
  }
  for (const EntityDraft& one : entities)
    for (const Relation& relation : one.entity.relations) names.erase(relation.name);
  return names;
}

// One shape: its members, by name, once each.
class ShapeBuilder {
 public:
  ShapeBuilder(const EntityDraft& owner, const ShapeWords& words, const Entities& known,
               const std::set<std::string>& broken, Diagnostics& diagnostics)
      : owner_(owner), words_(words), known_(known), broken_(broken), diagnostics_(diagnostics) {}

  Shape run() {
    shape_.name = words_.name.value;
    shape_.span = words_.name.span;
    for (const MemberWords& member : words_.members) {
      const Relation* relation = owner_.entity.find_relation(member.name.value);
      if (member.name.value == "*")
        add_all(member.name);
      else if (owner_.find(member.name.value) != nullptr ||
               owner_.find_object(member.name.value) != nullptr)
        add_field(member);
      else if (relation != nullptr)
        add_relation(member, *relation);
      else
        refuse_unknown(member.name);
    }
    return std::move(shape_);
  }

 private:
  bool is_new(const Name& name) {
    const auto [first, fresh] = seen_.emplace(name.value, name.span);
    if (fresh) return true;
    diagnostics_
        .error(codes::repeated_field, name.span,
               quote(name.value) + " stands twice in the shape " + quote(shape_.name),
               "name it once; * is all fields")
        .notes.push_back({"the other one", first->second});
    return false;
  }

  void add_all(const Name& star) {
    std::string last;
    for (const FieldDraft& field : owner_.fields) {
      // A value object stands in place of its fields.
      const std::string& path = field.field.path;
      const std::string name = path.empty() ? field.field.name : path.substr(0, path.find('.'));
      if (std::exchange(last, name) == name) continue;
      if (!is_new({name, star.span})) return;
      shape_.fields.push_back(name);
    }
  }

  void add_field(const MemberWords& member) {
    if (member.is_call) {
      diagnostics_.error(codes::wrong_arguments, member.name.span,
                         quote(member.name.value) + " is a field, and nothing is said of fields",
                         "write " + member.name.value);
      return;
    }
    const FieldDraft* field = owner_.find(member.name.value);
    const std::string path = field != nullptr ? field->field.path : member.name.value;
    if (path.find('.') != std::string::npos) {
      const std::string object = path.substr(0, path.find('.'));
      diagnostics_.error(codes::unknown_member, member.name.span,
                         quote(path) + " is a part of a value object, which a shape has as a whole",
                         "write " + object);
      return;
    }
    check_struct_name(member.name);
    if (is_new(member.name)) shape_.fields.push_back(member.name.value);
  }

  void add_relation(const MemberWords& member, const Relation& relation) {
    check_struct_name(member.name);
    if (!is_new(member.name)) return;
    const EntityDraft& target = *known_.at(relation.entity);
    Loaded loaded{member.name.value, member.shape.value, member.where.value, {}, 0};
    if (member.shape.span.known()) check_shape(member.shape, target);
    if (relation.is_to_many())
      add_choice(member, target, loaded);
    else
      refuse_choice(member);
    shape_.loaded.push_back(std::move(loaded));
  }

  void check_struct_name(const Name& member) {
    if (member.value != shape_.name) return;
    diagnostics_.error(codes::bad_identifier, words_.name.span,
                       "a shape cannot have the name of its member " + quote(member.value),
                       "give the shape another name");
  }

  void check_shape(const Name& name, const EntityDraft& target) {
    if (find_shape(target, name.value) != nullptr || is_said_shape(target, name.value)) return;
    std::vector<std::string> names;
    for (const ShapeWords& one : target.words.shapes) names.push_back(one.name.value);
    std::string hint = base::known_hint(name.value, names, "its shapes");
    if (names.empty()) hint = "leave it out: the rows are whole then";
    diagnostics_
        .error(codes::unknown_shape, name.span,
               quote(target.entity.name) + " has no shape " + quote(name.value), hint)
        .notes.push_back({"declared here", target.drafted->name.span});
  }

  bool has_order(const EntityDraft& target, const Name& name) {
    const Type& type = target.find(name.value)->field.type;
    if (!type.is_list && type.kind != TypeKind::interval && type.kind != TypeKind::json)
      return true;
    diagnostics_.error(codes::wrong_arguments, name.span,
                       quote(name.value) + " is of type " + whole_type(type) +
                           ", of which the databases have no common order",
                       "order by another field");
    return false;
  }

  // Which rows: where, order, limit.
  void add_choice(const MemberWords& member, const EntityDraft& target, Loaded& loaded) {
    if (member.where.span.known())
      check_sql_expression(member.where, "a relation", diagnostics_, "not draft");
    std::set<std::string> seen;
    for (const PartWords& part : member.order) {
      if (!seen.insert(part.name.value).second)
        diagnostics_.error(codes::repeated_field, part.name.span,
                           quote(part.name.value) + " stands twice in one order", "name it once");
      else if (check_fields(target, {part.name}, diagnostics_) && has_order(target, part.name))
        loaded.order.push_back({target.find(part.name.value)->field.name, part.descending});
    }
    if (!member.limit.span.known()) return;
    constexpr std::size_t most_digits = 9;
    if (member.limit.value.size() > most_digits) {
      diagnostics_.error(codes::bad_bound, member.limit.span, "a limit is at most 999999999",
                         "leave it out: all rows are loaded then");
      return;
    }
    loaded.limit = std::stoi(member.limit.value);
    if (loaded.limit == 0)
      diagnostics_.error(codes::bad_bound, member.limit.span, "a limit is at least 1",
                         "leave it out: all rows are loaded then");
  }

  void refuse_choice(const MemberWords& member) {
    base::Span span = member.where.span;
    if (!span.known() && !member.order.empty()) span = member.order.front().name.span;
    if (!span.known()) span = member.limit.span;
    if (!span.known()) return;
    diagnostics_.error(codes::single_row, span,
                       quote(member.name.value) +
                           " is one row: where, order and limit are for relations to many rows",
                       "leave them out");
  }

  // A relation may be missing because nobody has named the way back.
  std::string hint_for_unknown(const std::string& name, const std::vector<std::string>& names) {
    std::string hint = base::known_hint(name, names, "its fields and relations");
    if (base::starts_with(hint, "did you mean")) return hint;
    for (const auto& [qualified, other] : known_)
      for (const Reference& reference : other->entity.references)
        if (reference.entity == owner_.entity.qualified() && reference.inverse.empty())
          return hint + "; " + other->entity.name + "::" + reference.fields.front() +
                 " refers to it without inverse(\"" + name + "\")";
    return hint;
  }

  void refuse_unknown(const Name& name) {
    if (owner_.is_incomplete || broken_.count(name.value) != 0) return;
    std::vector<std::string> names = owner_.field_names();
    for (const Relation& relation : owner_.entity.relations) names.push_back(relation.name);
    diagnostics_
        .error(
            codes::unknown_member, name.span,
            quote(owner_.entity.name) + " has neither a field nor a relation " + quote(name.value),
            hint_for_unknown(name.value, names))
        .notes.push_back({"declared here", owner_.drafted->name.span});
  }

  const EntityDraft& owner_;
  const ShapeWords& words_;
  const Entities& known_;
  const std::set<std::string>& broken_;
  Diagnostics& diagnostics_;
  Shape shape_;
  std::map<std::string, base::Span> seen_;
};

// The struct's name: fit for C++, and free.
class ShapeNames {
 public:
  ShapeNames(const Scope& scope, Diagnostics& diagnostics)
      : scope_(scope), diagnostics_(diagnostics) {}

  bool check(const EntityDraft& owner, const Name& name) {
    if (!check_cpp_name(name, "shape", diagnostics_)) return false;
    // find_many and find_by_email are methods of the repository.
    const std::string method = "find_" + Shape{name.value, {}, {}, {}}.suffix(owner.entity.name);
    if (method == "find_many" || base::starts_with(method, "find_by_")) {
      diagnostics_.error(codes::bad_identifier, name.span,
                         "the shape " + quote(name.value) + " would be found by " + quote(method) +
                             ", as the repository finds other things",
                         "give the shape another name");
      return false;
    }
    const std::string qualified = qualify(owner.entity.space, name.value);
    const auto [first, fresh] = shapes_.emplace(qualified, name.span);
    if (!fresh) return refuse(name, qualified, first->second);
    if (const DraftStruct* other = scope_.find_struct(qualified))
      return refuse(name, qualified, other->name.span);
    if (const DraftEnum* other = scope_.find_enum(qualified))
      return refuse(name, qualified, other->name.span);
    return true;
  }

 private:
  bool refuse(const Name& name, const std::string& qualified, const base::Span& first) {
    diagnostics_
        .error(codes::duplicate_name, name.span, quote(qualified) + " is declared twice",
               "give the shape another name")
        .notes.push_back({"first declared here", first});
    return false;
  }

  const Scope& scope_;
  Diagnostics& diagnostics_;
  std::map<std::string, base::Span> shapes_;
};

// A shape that holds itself, through whatever others, would have no end.
class LoopCheck {
 public:
  LoopCheck(const Entities& known, Diagnostics& diagnostics)
      : known_(known), diagnostics_(diagnostics) {}

  void visit(const EntityDraft& owner, const ShapeWords& shape) {
    if (!seen_.insert(&shape).second) return;
    for (const MemberWords& member : shape.members) {
      const Relation* relation = owner.entity.find_relation(member.name.value);
      if (relation == nullptr || !member.shape.span.known()) continue;
      const EntityDraft& target = *known_.at(relation->entity);
      const ShapeWords* inner = find_shape(target, member.shape.value);
      if (inner == nullptr) continue;
      path_.push_back({&shape, &member});
      const auto first = std::find_if(path_.begin(), path_.end(),
                                      [&](const Step& step) { return step.shape == inner; });
      if (first == path_.end())
        visit(target, *inner);
      else
        refuse(first, *inner, member.shape);
      path_.pop_back();
    }
  }

 private:
  struct Step {
    const ShapeWords* shape;
    const MemberWords* member;
  };

  void refuse(std::vector<Step>::const_iterator step, const ShapeWords& first, const Name& last) {
    std::string path;
    for (; step != path_.end(); ++step)
      path += step->shape->name.value + "." + step->member->name.value + " → ";
    diagnostics_
        .error(codes::shape_loop, last.span,
               "the shape " + quote(first.name.value) + " holds itself: " + path + first.name.value,
               "name a shape without this relation, or none: the rows are whole then")
        .notes.push_back({"declared here", first.name.span});
  }

  const Entities& known_;
  Diagnostics& diagnostics_;
  std::set<const ShapeWords*> seen_;
  std::vector<Step> path_;
};

}  // namespace

void build_shapes(std::vector<EntityDraft>& entities, const Scope& scope,
                  Diagnostics& diagnostics) {
  const Entities known = by_name(entities);
  const std::set<std::string> broken = broken_relations(entities);
  ShapeNames names{scope, diagnostics};
  for (EntityDraft& one : entities)
    for (const ShapeWords& words : one.words.shapes) {
      const bool good = names.check(one, words.name);
      Shape shape = ShapeBuilder{one, words, known, broken, diagnostics}.run();
      if (good) one.entity.shapes.push_back(std::move(shape));
    }
  LoopCheck loops{known, diagnostics};
  for (const EntityDraft& one : entities)
    for (const ShapeWords& words : one.words.shapes) loops.visit(one, words);
}

}  // namespace tenon::model
