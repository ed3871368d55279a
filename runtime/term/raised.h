// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/term.h"

#include <exception>
#include <string>

namespace factorama {

/// Erlang's exceptions, as C++ exceptions: what a process throws to end itself, and what the runtime throws
/// at it. Uncaught, they end the process with an exit reason made of their class and reason
/// (Self::exitReasonOf()).
class Raised : public std::exception {
public:
    enum class Class : std::uint8_t { Error, Exit, Throw };

    Raised(Class raisedClass, Term reason) : m_class(raisedClass), m_reason(std::move(reason)) {}

    static Raised error(Term reason) { return {Class::Error, std::move(reason)}; }
    static Raised exit(Term reason) { return {Class::Exit, std::move(reason)}; }
    static Raised thrown(Term reason) { return {Class::Throw, std::move(reason)}; }

    Class raisedClass() const { return m_class; }
    const Term& reason() const { return m_reason; }

    /// `error:badarg`
    const char* what() const noexcept override
    {
        try {
            if (m_what.empty()) {
                static constexpr const char* Names[] = {"error:", "exit:", "throw:"};
                m_what = Names[static_cast<int>(m_class)] + m_reason.toString(1000);
            }
            return m_what.c_str();
        } catch (...) {
            return "an exception of a process";
        }
    }

private:
    Class m_class;
    Term m_reason;
    mutable std::string m_what;
};

} // namespace factorama
