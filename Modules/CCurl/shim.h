// What Swift cannot call or import of libcurl: the variadic functions, one typed wrapper for each kind of
// argument, and options that are newer than the oldest headers we build with (their numbers are ABI).
#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

#if !__has_include(<curl/curl.h>)
#error "libcurl's headers are missing: apt-get install libcurl4-openssl-dev, dnf install libcurl-devel, or apk add curl-dev"
#endif
#include <curl/curl.h>

#if LIBCURL_VERSION_NUM < 0x074400
#error "libcurl 7.68.0 or newer is needed"
#endif

#pragma clang assume_nonnull begin

// curl_easy_setopt

static inline CURLcode ccurl_easy_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_easy_set_string(CURL *easy, CURLoption option, const char *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_easy_set_bytes(CURL *easy, CURLoption option, const void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_easy_set_pointer(CURL *easy, CURLoption option, void *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_easy_set_parsed_url(CURL *easy, CURLU *_Nullable value) {
    return curl_easy_setopt(easy, CURLOPT_CURLU, value);
}

static inline CURLcode ccurl_easy_set_list(CURL *easy, CURLoption option, struct curl_slist *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

// The library copies the bytes. Blobs are newer than the oldest headers; this is their layout.
static inline CURLcode ccurl_easy_set_blob(CURL *easy, CURLoption option, const void *bytes, size_t count) {
    struct { void *data; size_t len; unsigned int flags; } blob = {(void *)bytes, count, 1};
    return curl_easy_setopt(easy, option, &blob);
}

static inline CURLcode ccurl_easy_set_write_callback(CURL *easy, CURLoption option, curl_write_callback value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_easy_set_read_callback(CURL *easy, curl_read_callback value) {
    return curl_easy_setopt(easy, CURLOPT_READFUNCTION, value);
}

static inline CURLcode ccurl_easy_set_seek_callback(CURL *easy, curl_seek_callback value) {
    return curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, value);
}

static inline CURLcode ccurl_easy_set_opensocket_callback(CURL *easy, curl_opensocket_callback value) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, value);
}

typedef int (*ccurl_prereq_callback)(void *_Nullable context, char *_Nullable remote_ip, char *_Nullable local_ip,
                                     int remote_port, int local_port);

static inline CURLcode ccurl_easy_set_prereq_callback(CURL *easy, ccurl_prereq_callback value) {
    return curl_easy_setopt(easy, (CURLoption)20312, value);
}

static inline CURLcode ccurl_easy_set_debug_callback(CURL *easy, curl_debug_callback value) {
    return curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, value);
}

static inline CURLcode ccurl_easy_set_progress_callback(CURL *easy, curl_xferinfo_callback value) {
    return curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, value);
}

// curl_easy_getinfo

// Null when the handle made no TLS connection.
static inline const struct curl_certinfo *_Nullable ccurl_easy_get_certificates(CURL *easy) {
    struct curl_certinfo *_Nullable chain = NULL;
    return curl_easy_getinfo(easy, CURLINFO_CERTINFO, &chain) == CURLE_OK ? chain : NULL;
}

static inline CURLcode ccurl_easy_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode ccurl_easy_get_socket(CURL *easy, curl_socket_t *value) {
    return curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, value);
}

static inline CURLcode ccurl_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode ccurl_easy_get_string(CURL *easy, CURLINFO info, const char *_Nullable *_Nonnull value) {
    return curl_easy_getinfo(easy, info, value);
}

// curl_multi_setopt

static inline CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode ccurl_multi_set_pointer(CURLM *multi, CURLMoption option, void *value) {
    return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode ccurl_multi_set_socket_callback(CURLM *multi, curl_socket_callback value) {
    return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, value);
}

static inline CURLMcode ccurl_multi_set_timer_callback(CURLM *multi, curl_multi_timer_callback value) {
    return curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, value);
}

// CURLVERSION_NOW is a macro over an enumerator.
static inline const curl_version_info_data *ccurl_version(void) {
    return curl_version_info(CURLVERSION_NOW);
}

// A message's result sits in an anonymous union.
static inline CURLcode ccurl_message_result(const CURLMsg *message) {
    return message->data.result;
}

#pragma clang assume_nonnull end

// Options by number, where the headers may be older than the library.
static const CURLoption ccurl_opt_xferinfo_data = (CURLoption)10057;     // a macro in old headers
static const CURLoption ccurl_opt_sslcert_blob = (CURLoption)40291;      // 7.71
static const CURLoption ccurl_opt_sslkey_blob = (CURLoption)40292;       // 7.71
static const CURLoption ccurl_opt_max_lifetime = (CURLoption)314;        // 7.80
static const CURLoption ccurl_opt_prereq_data = (CURLoption)10313;       // 7.80
static const CURLoption ccurl_opt_protocols_str = (CURLoption)10318;     // 7.85
static const CURLoption ccurl_opt_redir_protocols_str = (CURLoption)10319; // 7.85
static const CURLoption ccurl_opt_ca_cache_timeout = (CURLoption)321;    // 7.87
static const CURLoption ccurl_opt_quick_exit = (CURLoption)322;          // 7.87
static const CURLMoption ccurl_multi_opt_quick_exit = (CURLMoption)21;   // 8.20
static const CURLINFO ccurl_info_cainfo = (CURLINFO)(CURLINFO_STRING + 61); // 7.84

static const CURLcode ccurl_proxy_failed = (CURLcode)97;                    // 7.73
static const CURLcode ccurl_too_large = (CURLcode)100;                      // 8.6

// Values whose kind (enumerator, macro, cast) differs from release to release.
static const long ccurl_http_version_1_1 = 2;
static const long ccurl_http_version_2_tls = 4;
static const long ccurl_http_version_2_prior_knowledge = 5;
static const long ccurl_sslversion_tls_1_2 = 6;
static const long ccurl_sslversion_tls_1_3 = 7;
static const long ccurl_proto_http_https = 3;
static const long ccurl_pipe_nothing = 0;
static const long ccurl_pipe_multiplex = 2;
static const long ccurl_global_default = 3;
static const size_t ccurl_writefunc_pause = 0x10000001;
static const size_t ccurl_readfunc_abort = 0x10000000;
static const size_t ccurl_readfunc_pause = 0x10000001;
static const int ccurl_seekfunc_fail = 1;
static const int ccurl_pause_continue = 0;
static const int ccurl_pause_send = 1 << 2;
static const int ccurl_poll_in = 1;
static const int ccurl_poll_out = 2;
static const int ccurl_poll_inout = 3;
static const int ccurl_poll_remove = 4;
static const int ccurl_feature_ipv6 = 1 << 0;
static const int ccurl_feature_ssl = 1 << 2;
static const int ccurl_feature_libz = 1 << 3;
static const int ccurl_feature_asynchdns = 1 << 7;
static const int ccurl_feature_http2 = 1 << 16;
static const int ccurl_feature_unix_sockets = 1 << 19;
static const int ccurl_feature_brotli = 1 << 23;
static const int ccurl_feature_zstd = 1 << 26;

#endif
