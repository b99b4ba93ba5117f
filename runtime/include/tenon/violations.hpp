// What is wrong with data from outside: every fault at once, each with its place, a code that
// programs understand and a message that people do. The codes, messages and the JSON are those of
// Pydantic 2 (docs.pydantic.dev, "Validation Errors"), so front ends written for FastAPI work
// unchanged. The faulty value itself is never part of a report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// One fault.
struct Violation {
  /// One step to the faulty place: a member's name, or an element's index when the name is empty.
  struct Step {
    std::string name;
    std::size_t index = 0;

    bool operator==(const Step&) const = default;
  };

  /// A number or a text that the message mentions, under a name of its own: {"max_length": 80}.
  struct Context {
    std::string name;
    std::string value;
    bool is_number = false;

    bool operator==(const Context&) const = default;
  };

  std::vector<Step> loc;
  std::string type;  ///< "string_too_long", …
  std::string msg;
  std::vector<Context> ctx;
  /// `loc` begins with the part of the request, ("query", "sort"); others are of a body.
  bool names_part = false;

  bool operator==(const Violation&) const = default;
};

/// A bounded list of faults; empty means that the data is fine. Once it is full, what comes later
/// is only counted, so a hostile input cannot make a report grow without end.
class Violations {
 public:
  static constexpr std::size_t default_limit = 100;

  Violations() = default;
  explicit Violations(std::size_t limit) : limit_(limit) {}
  // Not inline: generated code that passes a list on need not compile what it is made of.
  Violations(const Violations& other);
  Violations(Violations&& other) noexcept;
  Violations& operator=(const Violations& other);
  Violations& operator=(Violations&& other) noexcept;
  ~Violations();

  /// Adds a fault of the member `field`; "" is the whole object.
  void add(std::string_view field, std::string_view type, std::string_view msg,
           std::vector<Violation::Context> ctx = {});
  void add(Violation violation);
  void add_all(const Violations& others);
  /// Adds another list's faults, each place one step deeper, but for those that name their part of
  /// the request.
  void add_under(const Violation::Step& step, const Violations& inner);

  bool empty() const { return total_ == 0; }
  /// The faults that were found, those beyond the limit too.
  std::size_t total() const { return total_; }
  std::size_t size() const { return kept_.size(); }
  const Violation& operator[](std::size_t at) const { return kept_[at]; }
  std::vector<Violation>::const_iterator begin() const { return kept_.begin(); }
  std::vector<Violation>::const_iterator end() const { return kept_.end(); }

  /// Whether they are a rule's of the application (validate_extra), which is asked only about what
  /// the model has nothing against.
  bool are_extra() const { return are_extra_; }
  void mark_extra() { are_extra_ = true; }

  /// `[{"loc":["name"],"type":"string_too_long","msg":"…","ctx":{"max_length":80}},…]`, the list
  /// that FastAPI sends as "detail".
  std::string to_json() const;

 private:
  std::vector<Violation> kept_;
  std::size_t limit_ = default_limit;
  std::size_t total_ = 0;
  bool are_extra_ = false;
};

}  // namespace tenon
