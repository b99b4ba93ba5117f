// What a reading gave, as bytes: for the cache alone. Every struct is taken apart whole, so that a
// new member does not compile until it is recorded too. Numbers are eight bytes, the least first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "frontend/clang/read.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::clang {

template <class Value, class T>
concept Is = std::is_same_v<std::remove_const_t<Value>, T>;

template <class Archive>
void members(Archive& archive, Is<base::Span> auto& value) {
  auto& [source, begin, end] = value;
  archive(source, begin, end);
}
template <class Archive, class T>
void members(Archive& archive, base::Located<T>& located) {
  archive(located.value, located.span);
}
template <class Archive, class T>
void members(Archive& archive, const base::Located<T>& located) {
  archive(located.value, located.span);
}
template <class Archive, class First, class Second>
void members(Archive& archive, std::pair<First, Second>& pair) {
  archive(pair.first, pair.second);
}
template <class Archive, class First, class Second>
void members(Archive& archive, const std::pair<First, Second>& pair) {
  archive(pair.first, pair.second);
}
template <class Archive>
void members(Archive& archive, Is<model::Argument> auto& value) {
  auto& [kind, text, arguments, span] = value;
  archive(kind, text, arguments, span);
}
template <class Archive>
void members(Archive& archive, Is<model::Annotation> auto& value) {
  auto& [word, arguments, span] = value;
  archive(word, arguments, span);
}
template <class Archive>
void members(Archive& archive, Is<model::DraftType> auto& value) {
  auto& [kind, optional, name, span, wrapper, meaning, is_list] = value;
  archive(kind, optional, name, span, wrapper, meaning, is_list);
}
template <class Archive>
void members(Archive& archive, Is<model::Wrapper> auto& value) {
  auto& [type, entity, header, member] = value;
  archive(type, entity, header, member);
}
template <class Archive>
void members(Archive& archive, Is<model::DraftValue> auto& value) {
  auto& [kind, text, span, elements] = value;
  archive(kind, text, span, elements);
}
template <class Archive>
void members(Archive& archive, Is<model::DraftField> auto& value) {
  auto& [name, type, initializer, annotations, comment, deprecated] = value;
  archive(name, type, initializer, annotations, comment, deprecated);
}
template <class Archive>
void members(Archive& archive, Is<model::DraftStruct> auto& value) {
  auto& [name, space, header, bases, fields, annotations, comment, deprecated, is_generated,
         is_broken] = value;
  archive(name, space, header, bases, fields, annotations, comment, deprecated, is_generated,
          is_broken);
}
template <class Archive>
void members(Archive& archive, Is<model::DraftEnumerator> auto& value) {
  auto& [name, annotations, comment, same_as, deprecated] = value;
  archive(name, annotations, comment, same_as, deprecated);
}
template <class Archive>
void members(Archive& archive, Is<model::DraftEnum> auto& value) {
  auto& [name, space, header, enumerators, annotations, comment, deprecated, is_scoped,
         is_generated, is_broken] = value;
  archive(name, space, header, enumerators, annotations, comment, deprecated, is_scoped,
          is_generated, is_broken);
}
template <class Archive>
void members(Archive& archive, Is<model::Draft> auto& value) {
  auto& [structs, enums, others] = value;
  archive(structs, enums, others);
}
template <class Archive>
void members(Archive& archive, Is<base::Note> auto& value) {
  auto& [message, span] = value;
  archive(message, span);
}
template <class Archive>
void members(Archive& archive, Is<base::Diagnostic> auto& value) {
  auto& [severity, code, message, span, hint, notes] = value;
  archive(severity, code, message, span, hint, notes);
}

template <class Archive>
void members(Archive& archive, Is<Result> auto& value) {
  auto& [draft, opened_files, used_real_headers, is_whole, is_cached] = value;
  archive(draft, opened_files, used_real_headers, is_whole, is_cached);
}

/// Writes values one behind the other.
class RecordWriter {
 public:
  template <class... Values>
  void operator()(const Values&... values) {
    (write(values), ...);
  }

  const std::string& bytes() const { return bytes_; }

 private:
  void write(const std::string& text) {
    write(text.size());
    bytes_ += text;
  }
  template <class T>
  void write(const std::vector<T>& values) {
    write(values.size());
    for (const T& value : values) write(value);
  }
  template <class T>
  void write(const std::optional<T>& value) {
    write(value.has_value());
    if (value) write(*value);
  }
  template <class T>
  void write(const T& value) {
    if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
      auto number = static_cast<std::uint64_t>(value);
      for (int byte = 0; byte < 8; ++byte, number >>= 8) bytes_ += static_cast<char>(number & 0xff);
    } else {
      members(*this, value);
    }
  }

  std::string bytes_;
};

/// Reads them again, in the same order. Bytes that end too early give empty values.
class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes) : left_(bytes) {}

  template <class... Values>
  void operator()(Values&... values) {
    (read(values), ...);
  }

  /// Whether everything was there, and nothing is left.
  bool is_complete() const { return !is_short_ && left_.empty(); }

 private:
  std::uint64_t number() {
    const std::string_view bytes = take(8);
    std::uint64_t result = 0;
    for (std::size_t byte = bytes.size(); byte > 0; --byte)
      result = result << 8 | static_cast<unsigned char>(bytes[byte - 1]);
    return result;
  }
  std::string_view take(std::size_t size) {
    if (size > left_.size()) {
      is_short_ = true;
      left_ = {};
      return {};
    }
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }

  void read(std::string& text) { text = take(number()); }
  template <class T>
  void read(std::vector<T>& values) {
    for (std::uint64_t left = number(); left > 0 && !is_short_; --left) read(values.emplace_back());
  }
  template <class T>
  void read(std::optional<T>& value) {
    if (number() != 0) read(value.emplace());
  }
  template <class T>
  void read(T& value) {
    if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
      value = static_cast<T>(number());
    } else {
      members(*this, value);
    }
  }

  std::string_view left_;
  bool is_short_ = false;
};

/// Gives each span in values that were recorded the number that its source has in this run.
class SpanMover {
 public:
  explicit SpanMover(std::vector<int> numbers) : numbers_(std::move(numbers)) {}

  template <class... Values>
  void operator()(Values&... values) {
    (move(values), ...);
  }

 private:
  void move(base::Span& span) {
    if (span.known()) span.source = numbers_.at(static_cast<std::size_t>(span.source));
  }
  template <class T>
  void move(std::vector<T>& values) {
    for (T& value : values) move(value);
  }
  template <class T>
  void move(std::optional<T>& value) {
    if (value) move(*value);
  }
  template <class T>
  void move(T& value) {
    if constexpr (!std::is_enum_v<T> && !std::is_integral_v<T> && !std::is_same_v<T, std::string>)
      members(*this, value);
  }

  std::vector<int> numbers_;
};

}  // namespace tenon::frontend::clang
