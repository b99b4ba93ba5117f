#pragma once
#include <tenon/model.hpp>

Missing0 f0();
Missing1 f1();
Missing2 f2();
Missing3 f3();
Missing4 f4();
Missing5 f5();
Missing6 f6();
Missing7 f7();
Missing8 f8();
Missing9 f9();
Missing10 f10();
Missing11 f11();
Missing12 f12();
Missing13 f13();
Missing14 f14();
Missing15 f15();
Missing16 f16();
Missing17 f17();
Missing18 f18();
Missing19 f19();
Missing20 f20();
Missing21 f21();
Missing22 f22();

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
};
