// Filters that reach over relations: `PostTable::author(UserTable::role == Role::author)` lets the
// posts through that have such an author, `!UserTable::posts()` the users without a post.
#pragma once

#include <tenon/filter.hpp>

namespace tenon {

/// A column on this side and the one on the other side that it equals. The names are literals.
struct Join {
  const char* here;
  const char* there;
};

/// A way from the rows of a table to those of another one or its own, perhaps through one between.
class Relation {
 public:
  struct Step {
    const Table* table = nullptr;  ///< where it leads
    const Join* joins = nullptr;
    int size = 0;  ///< of the joins; 0 = no such step
  };

  template <std::size_t N>
  constexpr Relation(const Table& here, const Join (&joins)[N], const Table& there)
      : here_(&here), steps_{{&there, joins, static_cast<int>(N)}, {}} {}
  template <std::size_t N, std::size_t M>
  constexpr Relation(const Table& here, const Join (&joins)[N], const Table& between,
                     const Join (&onwards)[M], const Table& there)
      : here_(&here),
        steps_{{&between, joins, static_cast<int>(N)}, {&there, onwards, static_cast<int>(M)}} {}

  /// Lets a row through that has a row there which passes the filter (empty: any row); removed rows
  /// are not seen. What takes it throws Error misuse where it is about columns of another table.
  Filter operator()(Filter there = {}) const;
  Filter operator==(detail::Misplaced) const;
  Filter operator!=(detail::Misplaced) const;
  const Table& here() const { return *here_; }
  const Step (&steps() const)[2] { return steps_; }

 private:
  const Table* here_;
  Step steps_[2];
};

}  // namespace tenon
