/// Reads what libcurl says of a certificate: lines such as `Subject:CN = example.com`.
enum CertificateText {
    /// The certificate of such lines.
    static func certificate(_ lines: [String]) -> CurlTransport.Certificate {
        CurlTransport.Certificate(
            subject: value("Subject", in: lines) ?? "",
            issuer: value("Issuer", in: lines) ?? "",
            alternativeNames: names(value("X509v3 Subject Alternative Name", in: lines) ?? ""),
            validFrom: value("Start date", in: lines).flatMap(seconds),
            validUntil: value("Expire date", in: lines).flatMap(seconds)
        )
    }

    private static func value(_ name: String, in lines: [String]) -> String? {
        lines.first { $0.hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 1)) }
    }

    private static func names(_ text: String) -> [String] {
        text.split(separator: ",").map { name in
            let name = name.drop { $0 == " " }
            let address = "IP Address:"
            return name.hasPrefix(address) ? "IP:\(name.dropFirst(address.count))" : String(name)
        }
    }

    /// `Nov 27 22:31:04 2026 GMT`, as OpenSSL writes it, or `2026-11-27 22:31:04 GMT`, as libcurl's own reader does, in
    /// seconds since 1970.
    static func seconds(_ text: String) -> Int? {
        let words = text.split(separator: " ").map(String.init)
        guard words.last == "GMT" else { return nil }
        switch words.count {
        case 5:
            guard let month = months.firstIndex(of: words[0]), let day = Int(words[1]), let year = Int(words[3]) else {
                return nil
            }
            return seconds(year: year, month: month + 1, day: day, time: words[2])
        case 3:
            let date = words[0].split(separator: "-").map { Int($0) }
            guard date.count == 3, let year = date[0], let month = date[1], let day = date[2] else { return nil }
            return seconds(year: year, month: month, day: day, time: words[1])
        default: return nil
        }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func seconds(year: Int, month: Int, day: Int, time: String) -> Int? {
        let parts = time.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 3, 1...9999 ~= year, 1...12 ~= month, 1...31 ~= day else { return nil }
        return days(year, month, day) * 86_400 + parts[0] * 3600 + parts[1] * 60 + parts[2]
    }

    /// Days since 1970, counted in years that begin with March, whose last day is then a leap day.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}
