// Rows one by one, out of a database and into it: what `stream` and `bulk_load` of a repository
// take. Comes with <tenon/session.hpp>; a file that calls them and has no session includes it.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <utility>

#include <tenon/list.hpp>

namespace tenon {

/// Which rows `stream` reads, and in which order: `{.where = UserTable::role == Role::author}`.
struct StreamOptions {
  Filter where = {};
  /// As that of a list: the key stands behind it, and alone where this is empty.
  Orders order = {};
  /// Throws Error misuse of a table whose rows are deleted when they are removed.
  Removed removed = Removed::hidden;
};

/// A filter where `{}` shall not be one: `users.stream(UserTable::role == Role::author, …)`.
struct Filtered {
  Filtered(Filter filter) : where(std::move(filter)) {}

  Filter where;
};

/// A view of a function that is called with each of many values: it gives nothing back, or a bool
/// that is false when it wants no more. Lives no longer than the function does.
template <class T>
class Each {
  template <class Function>
  using Result = std::invoke_result_t<Function&, const T&>;

 public:
  template <class Function>
  requires(!std::is_same_v<std::remove_cvref_t<Function>, Each> &&
           (std::is_void_v<Result<Function>> || std::is_same_v<Result<Function>, bool>))
      Each(Function&& function)
      : function_(address(&function)), call_([](void* held, const T& value) {
          auto& call = *reinterpret_cast<std::remove_reference_t<Function>*>(held);
          if constexpr (std::is_void_v<Result<Function>>) {
            call(value);
            return true;
          } else {
            return call(value);
          }
        }) {}

  // What is left takes no row, or gives something else: one error, at the line of the call.
  template <class Other, class... None>
  requires(!std::is_same_v<std::remove_cvref_t<Other>, Each>)
      __attribute__((unavailable("it is called with a row, and gives nothing or a bool")))
      Each(Other&&, None&&...);

  /// False when no more is wanted.
  bool operator()(const T& value) const { return call_(function_, value); }

 private:
  template <class Function>
  static void* address(Function* function) {
    if constexpr (std::is_function_v<Function>) {
      return reinterpret_cast<void*>(function);
    } else {
      return const_cast<void*>(static_cast<const void*>(function));
    }
  }

  void* function_;
  bool (*call_)(void* held, const T& value);
};

/// A view of values of T that are taken once, from first to last: of a container, of a view that
/// makes them as it is walked, or of `{…}`. Lives no longer than what it looks at.
template <class T>
class RowSource {
 public:
  RowSource(std::initializer_list<T> values)
      : values_(const_cast<T*>(values.begin())),
        size_(values.size()),
        walk_([](void* first, std::size_t size, Each<T> each) {
          const T* const all = static_cast<const T*>(first);
          for (std::size_t i = 0; i < size; ++i) each(all[i]);
        }) {}
  template <class Range>
  requires(!std::is_same_v<std::remove_cvref_t<Range>, RowSource> &&
           requires(Range & range, Each<T> each) {
             range.end();
             each(*range.begin());
           }) RowSource(Range&& range)
      : values_(const_cast<void*>(static_cast<const void*>(&range))),
        size_(0),
        walk_([](void* held, std::size_t, Each<T> each) {
          for (const T& value : *static_cast<std::remove_reference_t<Range>*>(held)) each(value);
        }) {}

  // What is left is no range of these.
  template <class Other, class... None>
  requires(!std::is_same_v<std::remove_cvref_t<Other>, RowSource>)
      __attribute__((unavailable("it is a range of rows to insert"))) RowSource(Other&&, None&&...);

  void walk(Each<T> each) const { walk_(values_, size_, each); }

 private:
  void* values_;
  std::size_t size_;
  void (*walk_)(void* values, std::size_t size, Each<T> each);
};

}  // namespace tenon
