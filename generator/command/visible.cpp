#include "command/visible.hpp"

namespace tenon::command {
namespace {

constexpr unsigned char c2 = 0xc2;

std::string spelled(const char* start, unsigned char c) {
  constexpr const char* digits = "0123456789abcdef";
  return std::string{start} + digits[c >> 4U] + digits[c & 15U];
}

}  // namespace

VisibleBuffer::int_type VisibleBuffer::overflow(int_type c) {
  const char one = traits_type::to_char_type(c);
  if (!traits_type::eq_int_type(c, traits_type::eof())) xsputn(&one, 1);
  return traits_type::not_eof(c);
}

std::streamsize VisibleBuffer::xsputn(const char* text, std::streamsize size) {
  const std::string shown = visible(text, static_cast<std::size_t>(size));
  target_->sputn(shown.data(), static_cast<std::streamsize>(shown.size()));
  return size;
}

std::string VisibleBuffer::visible(const char* text, std::size_t size) {
  std::string shown;
  for (std::size_t i = 0; i < size; ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (is_after_c2_.exchange(false)) {
      if (c >= 0x80 && c < 0xa0) {
        shown += spelled("\\u00", c);
        continue;
      }
      shown += static_cast<char>(c2);
    }
    const bool is_control = c == 0x7f || (c < ' ' && c != '\n' && c != '\t');
    if (c == c2)
      is_after_c2_ = true;
    else
      shown += is_control ? spelled("\\x", c) : std::string{text[i]};
  }
  return shown;
}

}  // namespace tenon::command
