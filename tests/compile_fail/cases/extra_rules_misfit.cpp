// A rule of the application that the generated code could not call would be left out without a
// word.
#include <tenon/validate.hpp>

namespace app {
struct NoteCreate {
  int size = 0;
};
#ifdef BAD
bool validate_extra(const NoteCreate& note, tenon::Violations& violations);
#else
void validate_extra(const NoteCreate& note, tenon::Violations& violations);
#endif
}  // namespace app

void check(const app::NoteCreate& note, tenon::Violations& violations) {
  tenon::check_extra(note, violations);  // there: validate_extra has to be: void validate_extra
}
